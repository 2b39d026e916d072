import { tensor4d } from '@tensorflow/tfjs-core'
import { normalNumber } from '../../weights/normalNumber'
import { randomNumbers } from '../../weights/randomNumbers'
import type { Evidence, Question } from '../explanation'
import { scoreImages } from '../scoreImages'
import { imputeLinearly } from './imputeLinearly'
import { pixelOrder } from './pixelOrder'

export interface Road {
  /** Of the pixels that are removed, 0…1. */
  readonly shares: readonly number[]
  /** The score behind the last activation without so many of the most important pixels, and of the least important ones. */
  readonly most: Float32Array<ArrayBuffer>
  readonly least: Float32Array<ArrayBuffer>
  /** Half the mean of the differences: above 0 where the pixels named matter more than others, −0.5…0.5 for probabilities. */
  readonly score: number
}

/** The shares that the authors remove. */
export const SHARES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.9] as const

/**
 * Remove and debias: does the map name the pixels that count, where what is removed leaves no trace? Removed pixels take the
 * weighted mean of their neighbours and a little noise, so that the shape of the hole tells the network nothing.
 *
 * Cost    two forward passes a share
 * Source  Rong et al. 2022, A Consistent and Efficient Evaluation Strategy for Attribution Methods, §4,
 *         https://arxiv.org/abs/2202.00449; both orders in one score as pytorch-grad-cam's ROADCombined has it. The noise has a
 *         hundredth of the image's own standard deviation, which the authors' images have as 1.
 */
export async function road(
  question: Question,
  evidence: Pick<Evidence, 'map' | 'height' | 'width'>,
  seed = 1,
): Promise<Road> {
  const [, height, width, channels] = question.input.shape
  const values = (await question.input.data()) as Float32Array
  const order = pixelOrder(evidence, height, width)
  const picture = { values, height, width, channels }
  const noise = NOISE * deviation(values)
  const without = (pixels: readonly number[]) => {
    const removed = new Uint8Array(height * width)
    for (const pixel of pixels) removed[pixel] = 1
    const filled = imputeLinearly(picture, removed)
    const next = randomNumbers(`road ${seed} ${pixels.length}`)
    for (const pixel of pixels)
      for (let channel = 0; channel < channels; channel++)
        filled[pixel * channels + channel] += noise * normalNumber(next)
    return tensor4d(filled, [1, height, width, channels])
  }
  const scores = (await scoreImages(
    question,
    2 * SHARES.length,
    index => {
      // One pixel at least is kept, from which the others can be filled.
      const count = Math.min(order.length - 1, Math.round(SHARES[index % SHARES.length] * order.length))
      return without(index < SHARES.length ? order.slice(0, count) : order.slice(order.length - count))
    },
    { behindActivation: true },
  )) as Float32Array<ArrayBuffer>
  const [most, least] = [scores.slice(0, SHARES.length), scores.slice(SHARES.length)]
  const score = least.reduce((sum, value, i) => sum + (value - most[i]) / 2, 0) / SHARES.length
  return { shares: SHARES, most, least, score }
}

const NOISE = 0.01

function deviation(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
}
