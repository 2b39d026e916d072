import { type Tensor4D, tensor4d } from '@tensorflow/tfjs-core'
import type { Preprocessing } from '../../builder/graph'
import { preparation } from '../inputs/preparation'
import { randomNumbers } from '../weights/randomNumbers'
import { cielab } from './cielab'
import type { Evidence, Explanation } from './explanation'
import { ridgeRegression } from './ridgeRegression'
import { scoreImages } from './scoreImages'
import { superpixels } from './superpixels'

/**
 * Which patches of like colour does the target rest on, as far as a linear model can tell? Patches are hidden at random, and the
 * model is fitted to how the target scores, close images counting most.
 *
 * Needs   neither a gradient nor a layer
 * Output  one number a pixel of the network's input: what its patch adds to the score behind the last activation; negative
 *         where it speaks against the target. A hidden patch takes its own mean colour. Told as well: R², the part of the
 *         score's variance that the linear model explains; a low one means that the map is not to be believed.
 * Cost    one forward pass a sample, {@link SAMPLES} unless said otherwise, the image itself among them
 * Source  Ribeiro et al. 2016, "Why Should I Trust You?", equation 1 and §3.4, https://arxiv.org/abs/1602.04938; kernel of
 *         width 0.25 over the cosine distance, as the authors' code has it
 */
export const lime: Explanation = {
  ...{
    name: 'lime',
    title: 'LIME',
    answers: 'Which patches does the target rest on, as far as a linear model can tell?',
  },
  needs: 'none',
  cost: (_graph, _layer, { samples = SAMPLES }) => ({ forwardPasses: samples, backwardPasses: 0 }),
  async run(question): Promise<Evidence> {
    const { network, input, inputName, options } = question
    const [, height, width, channels] = input.shape
    const pixels = await input.data()
    const colors = perceived(pixels, channels, preparation(network.graph, inputName).preprocessing)
    const patches = superpixels(colors, { height, width, channels, count: PATCHES })
    const count = patches.reduce((most, patch) => Math.max(most, patch + 1), 0)
    const means = meanColors(pixels, patches, count, channels)
    const next = randomNumbers(`lime ${options.seed ?? 1}`)
    const samples = Array.from({ length: options.samples ?? SAMPLES }, (_, index) =>
      Uint8Array.from({ length: count }, () => (index === 0 || next() < 0.5 ? 1 : 0)),
    )
    const variant = (index: number): Tensor4D =>
      tensor4d(
        pixels.map((value, i) => {
          const patch = patches[Math.floor(i / channels)]
          return samples[index][patch] === 1 ? value : means[patch * channels + (i % channels)]
        }),
        input.shape,
      )
    const scores = await scoreImages(question, samples.length, variant, { behindActivation: true })
    const { coefficients, rSquared } = ridgeRegression(samples, scores, samples.map(closeness), PENALTY)
    const map = Float32Array.from(patches, patch => coefficients[patch])
    return { map, height, width, signed: true, facts: { 'R² of the linear model': rSquared, Patches: count } }
  },
}

const SAMPLES = 500
const PATCHES = 50
const PENALTY = 1e-4
const KERNEL_WIDTH = 0.25

/** How near a sample is to the whole image, 0…1. */
function closeness(sample: Uint8Array): number {
  const shown = sample.reduce((sum, value) => sum + value, 0)
  const distance = 1 - Math.sqrt(shown / sample.length)
  return Math.sqrt(Math.exp(-((distance / KERNEL_WIDTH) ** 2)))
}

/** The pixels as they look: CIELAB, or lightness alone of 0…100 where the image is grey. */
function perceived(pixels: ArrayLike<number>, channels: number, preprocessing: Preprocessing = {}): Float32Array {
  const { scale = 1, mean, standardDeviation } = preprocessing
  const shown = Float32Array.from(pixels, (value, i) => {
    const channel = i % channels
    return (value * (standardDeviation?.[channel] ?? 1) + (mean?.[channel] ?? 0)) / scale / 255
  })
  return channels === 3 ? cielab(shown) : shown.map(value => 100 * value)
}

function meanColors(pixels: ArrayLike<number>, patches: Int32Array, count: number, channels: number): Float64Array {
  const sums = new Float64Array(count * channels)
  const counts = new Uint32Array(count)
  for (const [pixel, patch] of patches.entries()) {
    counts[patch]++
    for (let channel = 0; channel < channels; channel++)
      sums[patch * channels + channel] += pixels[pixel * channels + channel]
  }
  return sums.map((sum, i) => sum / counts[Math.floor(i / channels)])
}
