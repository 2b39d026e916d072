import { initialWeights } from '../../weights/initialWeights'
import { slotName } from '../../weights/slots'
import type { Evidence, Explanation, Question } from '../explanation'
import { rankCorrelation } from './rankCorrelation'

export interface Randomization {
  /** The layer whose weights were made random last; all behind it are random too. */
  readonly layer: string
  /** Of the map with that of the whole network, as ranks of absolute numbers: −1…1. */
  readonly correlation: number
}

/**
 * Does the map depend on what the network learnt? Layer by layer, from the output down, weights are drawn anew, and the map is
 * compared with that of the network as it is. A map that stays alike shows the image and not the network. At most `steps` maps
 * are compared, as evenly spread over the layers as can be, the last one of a network that is random as a whole. `whole` is the explanation of the
 * network as it is, where that is known.
 *
 * Cost    that of the explanation, once and once a step; no more steps than layers with weights
 * Source  Adebayo et al. 2018, Sanity Checks for Saliency Maps, §3 (cascading randomization), https://arxiv.org/abs/1810.03292
 */
export async function weightRandomization(
  explanation: Explanation,
  question: Question,
  seed = 1,
  { steps = Number.POSITIVE_INFINITY, whole }: { readonly steps?: number; readonly whole?: Evidence } = {},
): Promise<Randomization[]> {
  const { network, signal } = question
  const quiet = { ...question, progress: () => {} }
  const { map: trained } = whole ?? (await explanation.run(quiet))
  const sizes = trained.map(Math.abs)
  const { slots } = network
  const layers = [...new Set(slots.map(({ layer }) => layer))].reverse()
  const results: Randomization[] = []
  const count = Math.min(steps, layers.length)
  for (let step = 1; step <= count; step++) {
    const end = Math.round((step * layers.length) / count)
    const random = new Set(layers.slice(0, end))
    const drawn = slots.filter(slot => random.has(slot.layer))
    const other = network.withWeights(new Map(drawn.map(slot => [slotName(slot), initialWeights(slot, seed)])))
    try {
      const { map } = await explanation.run({ ...quiet, network: other, signal })
      results.push({ layer: layers[end - 1], correlation: rankCorrelation(sizes, map.map(Math.abs)) })
    } finally {
      other.dispose()
    }
    question.progress(step, count)
  }
  return results
}
