import { initialWeights } from '../../weights/initialWeights'
import { slotName } from '../../weights/slots'
import type { Explanation, Question } from '../explanation'
import { rankCorrelation } from './rankCorrelation'

export interface Randomization {
  /** The layer whose weights were made random last; all behind it are random too. */
  readonly layer: string
  /** Of the map with that of the whole network, as ranks of absolute numbers: −1…1. */
  readonly correlation: number
}

/**
 * Does the map depend on what the network learnt? Layer by layer, from the output down, weights are drawn anew, and the map is
 * compared with that of the network as it is. A map that stays alike shows the image and not the network.
 *
 * Cost    that of the explanation, once and once a layer with weights
 * Source  Adebayo et al. 2018, Sanity Checks for Saliency Maps, §3 (cascading randomization), https://arxiv.org/abs/1810.03292
 */
export async function weightRandomization(
  explanation: Explanation,
  question: Question,
  seed = 1,
): Promise<Randomization[]> {
  const { network, signal } = question
  const quiet = { ...question, progress: () => {} }
  const whole = (await explanation.run(quiet)).map.map(Math.abs)
  const { slots } = network
  const layers = [...new Set(slots.map(({ layer }) => layer))].reverse()
  const results: Randomization[] = []
  for (const [index, layer] of layers.entries()) {
    const random = new Set(layers.slice(0, index + 1))
    const drawn = slots.filter(slot => random.has(slot.layer))
    const other = network.withWeights(new Map(drawn.map(slot => [slotName(slot), initialWeights(slot, seed)])))
    try {
      const { map } = await explanation.run({ ...quiet, network: other, signal })
      results.push({ layer, correlation: rankCorrelation(whole, map.map(Math.abs)) })
    } finally {
      other.dispose()
    }
    question.progress(index + 1, layers.length)
  }
  return results
}
