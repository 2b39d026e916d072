import { add, mul, sub, type Tensor4D, tensor4d } from '@tensorflow/tfjs-core'
import { EngineError } from '../../engineError'
import type { Evidence, Question } from '../explanation'
import { scoreImages } from '../scoreImages'
import { pixelOrder } from './pixelOrder'

export interface PerturbationCurve {
  /** The score behind the last activation after each step, from no pixel changed to all of them. */
  readonly scores: Float32Array<ArrayBuffer>
  /** The mean height of the curve, read linearly between its points. */
  readonly area: number
}

/**
 * Does the map name the pixels that count? As pixels are changed in its order, the largest numbers first, the score is watched.
 *
 * `from` is the image at the start and `to` at the end, each [1, height, width, channels], for deletion the image and an empty
 * one: the area is small where the map is right. For insertion it is the other way round, and the area large.
 *
 * Cost    one forward pass a step, and one
 * Source  Petsiuk et al. 2018, RISE, §3.3 and §4.2, https://arxiv.org/abs/1806.07421
 */
export async function perturbationCurve(
  question: Question,
  evidence: Pick<Evidence, 'map' | 'height' | 'width'>,
  from: Tensor4D,
  to: Tensor4D,
  steps = 50,
): Promise<PerturbationCurve> {
  if (!(Number.isInteger(steps) && steps > 0))
    throw new EngineError('not-explainable', `a curve cannot have ${steps} steps`, 'Take one step at least.')
  const [, rows, columns] = from.shape
  const order = pixelOrder(evidence, rows, columns)
  const scores = await scoreImages(
    question,
    steps + 1,
    step => {
      const mask = new Float32Array(rows * columns)
      for (const pixel of order.slice(0, Math.round((step * order.length) / steps))) mask[pixel] = 1
      return add(from, mul(sub(to, from), tensor4d(mask, [1, rows, columns, 1])))
    },
    { behindActivation: true },
  )
  const inner = scores.reduce((sum, score) => sum + score, 0) - (scores[0] + scores[steps]) / 2
  return { scores: scores as Float32Array<ArrayBuffer>, area: inner / steps }
}
