import { unknownDimension } from '../dimension'
import { defineLayer, type LayerKind, type Weight } from '../layerKind'
import { createNode, type LayerNode } from '../node'
import { INVALID, type Option } from '../option'
import { isProblem, type Problem } from '../problem'
import type { Shape } from '../shape'
import * as kinds from './index'

/** The layer that a wrapper applies: the name of its kind and its options, as a user writes them. */
export interface InnerLayer {
  readonly kind: string
  readonly options: Readonly<Record<string, unknown>>
}

/** As plain data, or as {@link layers} makes it: `layers.dense(8)`. */
export interface InnerLayerInput {
  readonly kind: string | { readonly kind: string }
  readonly options?: Readonly<Record<string, unknown>>
}

/** The option of a wrapper that holds the layer it applies. */
export function innerLayerOption(documentation: string): Option<InnerLayerInput, InnerLayer, true> {
  return {
    documentation,
    type: 'a layer with one input, such as layers.dense(8) or { kind, options }',
    required: true,
    parse: input => {
      if (typeof input !== 'object' || input === null) return INVALID
      const { kind: given, options = {} } = input as Partial<InnerLayerInput>
      const kind = typeof given === 'string' ? given : given?.kind
      const wrapped = typeof kind === 'string' ? kindNamed(kind) : undefined
      return wrapped?.inputs === 'one' ? { kind: wrapped.kind, options } : INVALID
    },
    alternatives: () => [UNKNOWN],
  }
}

/** Stands for an inner layer that a static analyser cannot know. */
const UNKNOWN: InnerLayer = { kind: '', options: {} }

/** The inner layer on an input of the given shape; undefined where it is not known which layer it is. */
export function innerNode(layer: InnerLayer, input: Shape): LayerNode | Problem | undefined {
  const kind = kindNamed(layer.kind)
  if (!kind) return undefined
  const source = createNode(defineLayer({ kind: 'source', summary: '', options: {}, infer: () => [input] }), {}, [])
  if (isProblem(source)) return source
  const made = createNode(kind, layer.options, [{ node: source, output: 0 }])
  return isProblem(made) ? { ...made, option: 'layer', message: `${layer.kind}: ${made.message}` } : made
}

/** The inner layer with all its options known, or why its weights and costs cannot be told. */
export function knownInnerNode(layer: InnerLayer, input: Shape): LayerNode | string {
  const node = innerNode(layer, input)
  if (node === undefined || isProblem(node)) return 'it is not known which layer is inside'
  if (node.unknownOptions.length === 0) return node
  return `depends on ${node.unknownOptions.join(' and ')}, which is not known`
}

/** The weights of the inner layer; one of unknown size where they cannot be told. */
export function innerWeights(layer: InnerLayer, input: Shape): readonly Weight[] {
  const node = knownInnerNode(layer, input)
  if (typeof node !== 'string') return node.kind.weights(node.options as never, [input])
  return [{ name: 'weights', shape: [unknownDimension(node)], trainable: true, initializer: 'glorotUniform' }]
}

export function innerFormula(layer: InnerLayer, input: Shape): string {
  const node = knownInnerNode(layer, input)
  return typeof node === 'string' ? '' : node.kind.formula(node.options as never, [input])
}

function kindNamed(name: string): LayerKind | undefined {
  return Object.hasOwn(kinds, name) ? (kinds as unknown as Record<string, LayerKind>)[name] : undefined
}
