import { arrangement } from './arrange'
import type { WeightSlot } from './slots'
import type { SourceWeight } from './sourceWeight'
import { groupBy, layerOf } from './weightGroups'

/**
 * The tensors with those of the batch normalisations that were folded into the layers before them: the network has a layer
 * without bias and a normalisation behind it where the file has one layer with a bias. What is folded cannot be told apart
 * again, but a normalisation that adds the bias and changes nothing else computes the same.
 */
export function unfoldNormalisation(slots: readonly WeightSlot[], sources: readonly SourceWeight[]): SourceWeight[] {
  const layers = groupBy(slots, slot => slot.layer)
  let next = 0
  return groupBy(sources, layerOf).flatMap(group => {
    const [kernel] = group
    const bias = group.find(({ name }) => name.endsWith('/bias'))
    const at = layers.findIndex(
      ([slot], index) => index >= next && slot.kind !== 'batchNorm' && arrangement(slot, kernel),
    )
    if (!kernel.folded || at < 0) return group
    next = at + 1
    const normalisation = layers[at + 1]
    if (!bias || layers[at].some(({ weight }) => weight === 'bias') || normalisation?.[0].kind !== 'batchNorm')
      return group
    const { epsilon = 0 } = normalisation[0]
    const { shape } = bias
    const constant = (value: number) => new Float32Array(shape[0]).fill(value)
    const values: Readonly<Record<string, () => Float32Array>> = {
      gamma: () => constant(1),
      beta: () => bias.values,
      movingMean: () => constant(0),
      movingVariance: () => constant(1 - epsilon),
    }
    return [
      ...group.filter(source => source !== bias),
      ...normalisation.map(({ weight }): SourceWeight => {
        const name = `${layerOf(bias)}/normalisation/${weight}`
        return {
          name,
          shape,
          epsilon,
          get values() {
            return values[weight]()
          },
        }
      }),
    ]
  })
}
