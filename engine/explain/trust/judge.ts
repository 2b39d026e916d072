import { avgPool, dispose, mean, mul, onesLike, type Tensor4D, tidy } from '@tensorflow/tfjs-core'
import type { Graph } from '../../../builder/graph'
import type { Cost, Trust } from '../../requests'
import { weightSlots } from '../../weights/slots'
import type { Evidence, Explanation, Question } from '../explanation'
import { withInputs } from '../withInputs'
import { massInside } from './massInside'
import { perturbationCurve } from './perturbationCurve'
import { road, SHARES } from './road'
import { targetRectangle } from './targetRectangle'
import { weightRandomization } from './weightRandomization'

/**
 * How far is an explanation to be believed? Measures its map by what the network says without the pixels it names, and by
 * whether it changes with the network.
 *
 * Throws as the explanation does.
 */
export async function judge(
  explanation: Explanation,
  question: Question,
): Promise<Omit<Trust, 'method' | 'input' | 'layer'>> {
  const { network, input, score, layer, options } = question
  const own = explanation.cost(network.graph, layer, options, question.inputName)
  const cost = judgingCost(own, layersWithWeights(network.graph))
  const all = cost.forwardPasses
  let before = 0
  /** Counts forward passes over all parts: a part tells of its own alone. */
  const part = (passes: number): Question => {
    const start = before
    before += passes
    return {
      ...question,
      progress: (done, whole) => question.progress(start + Math.round((passes * done) / whole), all),
    }
  }
  const evidence = await explanation.run(part(own.forwardPasses))
  const inside = await insideField(question, evidence)
  const hidden = tidy(() => mul(onesLike(input), mean(input, [1, 2], true)) as Tensor4D)
  const blurred = tidy(() => blur(input))
  try {
    return {
      label: score.label,
      deletion: await perturbationCurve(part(STEPS + 1), evidence, input, hidden, STEPS),
      insertion: await perturbationCurve(part(STEPS + 1), evidence, blurred, input, STEPS),
      road: await road(part(2 * SHARES.length), evidence, options.seed),
      randomization: await weightRandomization(explanation, part(all - before), options.seed, {
        steps: RANDOM_STEPS,
        whole: evidence,
      }),
      ...(inside === undefined ? {} : { inside }),
      cost,
    }
  } finally {
    dispose([hidden, blurred])
  }
}

/** What {@link judge} takes, the explanation's own map included, of which the cost is given, in a network of so many layers with weights. */
export function judgingCost({ forwardPasses, backwardPasses }: Cost, layers: number): Cost {
  const maps = 1 + Math.min(RANDOM_STEPS, layers)
  const scored = 2 * (STEPS + 1) + 2 * SHARES.length
  return { forwardPasses: maps * forwardPasses + scored + 1, backwardPasses: maps * backwardPasses }
}

export function layersWithWeights(graph: Graph): number {
  return new Set(weightSlots(graph).map(slot => slot.layer)).size
}

/** Of a curve. */
const STEPS = 20

/** Maps of networks that are more and more random. */
const RANDOM_STEPS = 5

/** Enough to hide what is there, and without edges of its own: what insertion starts from. */
function blur(input: Tensor4D): Tensor4D {
  const side = 2 * Math.ceil(Math.max(input.shape[1], input.shape[2]) / 16) + 1
  return avgPool(avgPool(input, side, 1, 'same'), side, 1, 'same')
}

/** Of a map of pixels, where the target sees a part of the image only. One forward pass. */
async function insideField(question: Question, evidence: Evidence): Promise<Trust['inside']> {
  const { network, input, inputName, score, signal } = question
  if (evidence.height !== input.shape[1] || evidence.width !== input.shape[2]) return undefined
  const wanted = new Set([score.edge.layer])
  const outputs = await withInputs(question, input, given => network.forward(given, wanted, signal))
  const weights = tidy(() => score.seed(outputs.get(score.edge.layer)![score.edge.output]))
  dispose([...outputs.values()].flat())
  const field = targetRectangle(network.graph, score, await weights.data(), weights.shape, inputName)
  weights.dispose()
  return field && massInside(evidence, field)
}
