import {
  add,
  avgPool,
  div,
  maximum,
  mean,
  minimum,
  mul,
  sqrt,
  square,
  type Tensor4D,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core'
import type { Preprocessing } from '../../builder/graph'
import { preparation } from '../inputs/preparation'
import type { Image } from '../requests'
import { normalNumber } from '../weights/normalNumber'
import { randomNumbers } from '../weights/randomNumbers'
import type { Evidence, Explanation } from './explanation'
import { inputGradient } from './inputGradient'
import { scoreImages } from './scoreImages'

/**
 * What would the target like to see? An image made from faint noise, step by step up the target's gradient.
 *
 * Needs   a gradient; no layer. A channel as the target shows what the channel looks for.
 * Output  a picture; and the mean of its channels, 0…1 a pixel of the network's input. Between steps the image fades towards
 *         grey and is blurred now and then, so that it does not turn into noise. Told as well: the target before and after.
 * Cost    one forward and one backward pass a step, {@link STEPS} unless said otherwise, and two forward passes
 * Source  Erhan et al. 2009, Visualizing Higher-Layer Features of a Deep Network, §3; fading and blur: Yosinski et al. 2015,
 *         Understanding Neural Networks Through Deep Visualization, §3, https://arxiv.org/abs/1506.06579
 */
export const activationMaximization: Explanation = {
  ...{ name: 'activationMaximization', title: 'Activation maximisation' },
  answers: 'What would the target like to see?',
  needs: 'none',
  cost: (_graph, _layer, { samples = STEPS }) => ({ forwardPasses: samples + 2, backwardPasses: samples }),
  async run(question): Promise<Evidence> {
    const { network, input, inputName, options, progress } = question
    const steps = options.samples ?? STEPS
    const shape = input.shape
    const { lowest, highest } = range(shape[3], preparation(network.graph, inputName).preprocessing)
    const next = randomNumbers(`activationMaximization ${options.seed ?? 1}`)
    const at = (i: number, part: number) => lowest[i % shape[3]] + part * (highest[i % shape[3]] - lowest[i % shape[3]])
    const start = Float32Array.from({ length: input.size }, (_, i) => at(i, 0.5 + FAINT * normalNumber(next)))
    const grey = lowest.map((low, i) => (low + highest[i]) / 2)
    const span = highest.map((high, i) => high - lowest[i])
    const first = tensor4d(start, shape)
    let made = first.clone()
    try {
      for (let step = 0; step < steps; step++) {
        const gradient = await inputGradient({ ...question, input: made })
        const before = made
        made = tidy(() => {
          const unit = div(gradient, maximum(sqrt(mean(square(gradient))), SMALLEST))
          const moved = add(
            before,
            mul(
              unit,
              span.map(side => STEP * side),
            ),
          )
          const faded = add(
            mul(moved, 1 - FADING),
            grey.map(value => FADING * value),
          ) as Tensor4D
          const soft = step % BLUR_EVERY === BLUR_EVERY - 1 ? avgPool(faded, 3, 1, 'same') : faded
          return minimum(maximum(soft, lowest), highest) as Tensor4D
        })
        before.dispose()
        gradient.dispose()
        progress(step + 1, steps + 2)
      }
      const ends = { before: steps, all: steps + 2 }
      const [from, to] = await scoreImages(question, 2, end => (end === 0 ? first.clone() : made.clone()), ends)
      const values = await made.data()
      const parts = Float32Array.from(values, (value, i) => (value - lowest[i % shape[3]]) / span[i % shape[3]])
      return { ...look(parts, shape), signed: false, facts: { 'Target before': from, 'Target after': to } }
    } finally {
      first.dispose()
      made.dispose()
    }
  },
}

const STEPS = 64

/** How much of the span of colours the gradient moves a pixel, as a mean over all pixels. */
const STEP = 0.05
const FADING = 0.01
const BLUR_EVERY = 4
const FAINT = 0.02
const SMALLEST = 2 ** -126

/** What black and white become on the way to the network, a number a channel. */
function range(channels: number, { scale = 1, mean, standardDeviation }: Preprocessing = {}) {
  const of = (pixel: number) =>
    Array.from({ length: channels }, (_, i) => (pixel * scale - (mean?.[i] ?? 0)) / (standardDeviation?.[i] ?? 1))
  return { lowest: of(0), highest: of(255) }
}

function look(
  parts: Float32Array,
  [, height, width, channels]: readonly number[],
): Pick<Evidence, 'map' | 'height' | 'width' | 'picture'> {
  const map = new Float32Array(height * width)
  const picture: Image = { height, width, data: new Uint8ClampedArray(4 * height * width).fill(255) }
  for (let pixel = 0; pixel < map.length; pixel++) {
    for (let channel = 0; channel < channels; channel++) map[pixel] += parts[pixel * channels + channel] / channels
    for (let channel = 0; channel < 3; channel++)
      picture.data[4 * pixel + channel] = 255 * parts[pixel * channels + (channels === 3 ? channel : 0)]
  }
  return { map, height, width, picture }
}
