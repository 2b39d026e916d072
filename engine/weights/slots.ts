import { formatDimension } from '../../builder/dimension'
import { type Graph, inputShapes, layersByName } from '../../builder/graph'
import type { Weight } from '../../builder/layerKind'
import { layerKinds } from '../../builder/layerKinds'
import { EngineError } from '../engineError'

/** A tensor of weights that a network needs. */
export interface WeightSlot {
  readonly layer: string
  /** As the layer kind names it: `kernel`. */
  readonly weight: string
  readonly shape: readonly number[]
  readonly initializer: Weight['initializer']
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
      }))
    })
}
