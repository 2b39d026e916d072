import { formatDimension } from '../../builder/dimension'
import { type Graph, inputShapes, type Layer, layersByName } from '../../builder/graph'
import type { Weight } from '../../builder/layerKind'
import { layerKinds } from '../../builder/layerKinds'
import { ACTIVATIONS } from '../../builder/layers/learned'
import { EngineError } from '../engineError'

/** A tensor of weights that a network needs. */
export interface WeightSlot {
  readonly layer: string
  /** As the layer kind names it: `kernel`. */
  readonly weight: string
  readonly shape: readonly number[]
  readonly initializer: Weight['initializer']
  /** The kind of the layer. */
  readonly kind: string
  /** The map whose flattened numbers the layer's inputs are: [height, width, channels]. */
  readonly flattened?: readonly number[]
  /** What a batch normalisation adds to the variance. */
  readonly epsilon?: number
}

/** How a slot is called in reports and files: `conv2d_1/kernel`. */
export function slotName({ layer, weight }: Pick<WeightSlot, 'layer' | 'weight'>): string {
  return `${layer}/${weight}`
}

/**
 * The weights a network needs, in the order of its layers; layers that share weights have them once.
 *
 * Throws {@link EngineError} `unknown-size` where a shape depends on what is not known.
 */
export function weightSlots(graph: Graph): WeightSlot[] {
  const layers = layersByName(graph)
  return graph.layers
    .filter(({ weightsOf }) => weightsOf === undefined)
    .flatMap(layer => {
      const facts = factsOf(layer, layers)
      const weights = layerKinds.get(layer.kind)?.weights(layer.options, inputShapes(layer, layers)) ?? []
      return weights.map(({ name, shape, initializer }) => ({
        layer: layer.name,
        weight: name,
        shape: shape.map(dimension => {
          if (typeof dimension === 'number') return dimension
          throw new EngineError(
            'unknown-size',
            `${layer.name}: a size of its ${name} is ${formatDimension(dimension)}, which is not a number`,
            'Give the input a number for that size.',
          )
        }),
        initializer,
        ...facts,
      }))
    })
}

function factsOf(layer: Layer, layers: ReadonlyMap<string, Layer>): Pick<WeightSlot, 'kind' | 'flattened' | 'epsilon'> {
  const { kind, options } = layer
  const flattened = flattenedMap(layer, layers)
  return {
    kind,
    ...(flattened ? { flattened } : {}),
    ...(kind === 'batchNorm' ? { epsilon: options.epsilon as number } : {}),
  }
}

/** Layers that leave every number of a vector in its place. */
const KEEPS_PLACES = new Set(['dropout', 'batchNorm', ...ACTIVATIONS])

function flattenedMap(layer: Layer, layers: ReadonlyMap<string, Layer>): readonly number[] | undefined {
  for (let before = layer; before.inputs.length === 1; ) {
    before = layers.get(before.inputs[0].layer)!
    if (before.kind === 'flatten') {
      const [shape] = inputShapes(before, layers)
      return shape.length === 3 && shape.every(size => typeof size === 'number') ? (shape as number[]) : undefined
    }
    if (!KEEPS_PLACES.has(before.kind)) return undefined
  }
  return undefined
}
