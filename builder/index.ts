/** The public API of `convolens`: the language convolutional networks are written in. */
export * as blocks from './blocks/index'
export type { Graph, Layer, ModelInfo, Preprocessing } from './graph'
export { type InputSize, input } from './input'
export { Model, model } from './model'
export { NetworkError, type Problem } from './problem'
export type { Shape } from './shape'
export { layers, type SharedLayer, Tensor } from './tensor'
