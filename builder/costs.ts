import { byLayer } from './byLayer'
import { add, type Dimension, multiply, sum, unknownDimension } from './dimension'
import { type Graph, inputShapes, type Layer, layersByName } from './graph'
import type { Weight } from './layerKind'
import { kindOf } from './layerKinds'
import { elements, type Shape } from './shape'

const BYTES_PER_NUMBER = 4

export interface Parameters {
  readonly trainable: Dimension
  /** Kept, not learnt: batch normalisation's moving statistics. */
  readonly nonTrainable: Dimension
}

/** What a layer costs for one image at float32. */
export interface LayerCosts {
  /** None where the layer uses another one's weights. */
  readonly parameters: Parameters
  /** `(3·3·8 + 1)·16`; empty where there are no parameters. */
  readonly formula: string
  /** Multiply-adds of convolutions and dense layers; FLOPs are twice as many. */
  readonly macs: Dimension
  /** Bytes of all outputs. */
  readonly outputMemory: Dimension
  /** Bytes of the weights. */
  readonly weightMemory: Dimension
}

export interface GraphCosts {
  readonly layers: ReadonlyMap<string, LayerCosts>
  readonly parameters: Parameters
  readonly macs: Dimension
  readonly weightMemory: Dimension
  /** Bytes of the activations alive at once, at the worst moment of one forward pass in the order of the graph. */
  readonly peakMemory: Dimension
}

/** What one layer costs on inputs of the given shapes. */
export const layerCosts: (layer: Layer, inputs: readonly Shape[]) => LayerCosts = byLayer((layer, inputs) => {
  const kind = kindOf(layer)
  const outputMemory = bytes(layer.outputShapes)
  if (layer.unknownOptions?.length) {
    const unknown = unknownDimension(`depends on ${layer.unknownOptions.join(' and ')}, which is not known`)
    const parameters = layer.weights ? countOf(layer.weights) : { trainable: unknown, nonTrainable: unknown }
    return { parameters, formula: '', macs: unknown, outputMemory, weightMemory: unknown }
  }
  const options = layer.options as never
  const own = layer.weightsOf === undefined ? (layer.weights ?? kind.weights(options, inputs)) : []
  return {
    parameters: countOf(own),
    formula: own.length === 0 ? '' : kind.formula(options, inputs),
    macs: kind.macs(options, inputs, layer.outputShapes),
    outputMemory,
    weightMemory: bytes(own.map(({ shape }) => shape)),
  }
})

function countOf(weights: readonly Weight[]): Parameters {
  let trainable: Dimension = 0
  let nonTrainable: Dimension = 0
  for (const weight of weights) {
    if (weight.trainable) trainable = add(trainable, elements(weight.shape))
    else nonTrainable = add(nonTrainable, elements(weight.shape))
  }
  return { trainable, nonTrainable }
}

/** What every layer and the whole graph cost. */
export function graphCosts(graph: Graph): GraphCosts {
  const byName = layersByName(graph)
  const layers = new Map<string, LayerCosts>()
  for (const layer of graph.layers) layers.set(layer.name, layerCosts(layer, inputShapes(layer, byName)))
  const all = [...layers.values()]
  const total = (of: (costs: LayerCosts) => Dimension) => sum(all.map(of))
  return {
    layers,
    parameters: { trainable: total(c => c.parameters.trainable), nonTrainable: total(c => c.parameters.nonTrainable) },
    macs: total(costs => costs.macs),
    weightMemory: total(costs => costs.weightMemory),
    peakMemory: peakMemory(graph, layers),
  }
}

/** A tensor lives from the layer that makes it to the last that reads it; outputs of the graph live to the end. */
function peakMemory(graph: Graph, layers: ReadonlyMap<string, LayerCosts>): Dimension {
  const lastUse = new Map<string, number>()
  for (const [position, layer] of graph.layers.entries()) {
    for (const { layer: source } of layer.inputs) lastUse.set(source, position)
  }
  for (const { layer } of graph.outputs) lastUse.set(layer, graph.layers.length)
  const endingAt = new Map<number, number>()
  let alive = 0
  let peak = 0
  for (const [position, layer] of graph.layers.entries()) {
    const size = layers.get(layer.name)!.outputMemory
    if (typeof size !== 'number') return unknownDimension('depends on the size of the input')
    alive += size
    peak = Math.max(peak, alive)
    const end = Math.max(lastUse.get(layer.name) ?? position, position)
    endingAt.set(end, (endingAt.get(end) ?? 0) + size)
    alive -= endingAt.get(position) ?? 0
  }
  return peak
}

function bytes(shapes: readonly Shape[]): Dimension {
  return multiply(BYTES_PER_NUMBER, sum(shapes.map(elements)))
}
