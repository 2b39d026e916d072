import { mul, tensor4d } from '@tensorflow/tfjs-core'
import { randomNumbers } from '../weights/randomNumbers'
import type { Evidence, Explanation } from './explanation'
import { scoreImages } from './scoreImages'

/**
 * Which pixels does the target score well with, whatever else is seen? The image runs behind many soft random masks.
 *
 * Needs   neither a gradient nor a layer
 * Output  one number a pixel of the network's input: the mean score, behind the last activation, of the masks weighted by how
 *         much of the pixel they show, less the mean score of all masks, so that pixels that do not matter come near 0.
 *         Hidden pixels are 0 as the network takes them.
 * Cost    one forward pass a mask, {@link MASKS} unless said otherwise
 * Source  Petsiuk et al. 2018, RISE: Randomized Input Sampling for Explanation of Black-box Models, equation 6 and §3.2,
 *         https://arxiv.org/abs/1806.07421
 */
export const rise: Explanation = {
  ...{ name: 'rise', title: 'RISE', answers: 'Which pixels does the target score well with, whatever else is seen?' },
  needs: 'none',
  cost: (_graph, _layer, { samples = MASKS }) => ({ forwardPasses: samples, backwardPasses: 0 }),
  async run(question): Promise<Evidence> {
    const { input, options } = question
    const [, height, width] = input.shape
    const count = options.samples ?? MASKS
    // Made anew for the sums, since all masks together may be large.
    const mask = (index: number) => softMask(height, width, randomNumbers(`rise ${options.seed ?? 1} ${index}`))
    const scores = await scoreImages(
      question,
      count,
      index => mul(input, tensor4d(mask(index), [1, height, width, 1])),
      { behindActivation: true },
    )
    const mean = scores.reduce((sum, score) => sum + score, 0) / count
    const sums = new Float64Array(height * width)
    for (let index = 0; index < count; index++) {
      const shown = mask(index)
      for (let i = 0; i < sums.length; i++) sums[i] += (scores[index] - mean) * shown[i]
    }
    return { map: Float32Array.from(sums, sum => sum / (count * SHOWN)), height, width, signed: true }
  },
}

const MASKS = 1000

/** Cells a side of a mask, and the part of them that is shown. */
const CELLS = 7
const SHOWN = 0.5

/** A coarse grid of zeros and ones, enlarged bilinearly by one cell more than the image and shifted within that cell. */
function softMask(height: number, width: number, next: () => number): Float32Array {
  const grid = Array.from({ length: (CELLS + 2) ** 2 }, () => (next() < SHOWN ? 1 : 0))
  const [down, right] = [next(), next()]
  const mask = new Float32Array(height * width)
  for (let y = 0; y < height; y++) {
    const row = (y * CELLS) / height + down
    const [top, below] = [Math.floor(row), row % 1]
    for (let x = 0; x < width; x++) {
      const column = (x * CELLS) / width + right
      const [left, beside] = [Math.floor(column), column % 1]
      const at = (r: number, c: number) => grid[(top + r) * (CELLS + 2) + left + c]
      mask[y * width + x] =
        (1 - below) * ((1 - beside) * at(0, 0) + beside * at(0, 1)) +
        below * ((1 - beside) * at(1, 0) + beside * at(1, 1))
    }
  }
  return mask
}
