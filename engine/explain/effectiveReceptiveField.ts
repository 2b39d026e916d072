import { abs, sum, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core'
import { normalNumber } from '../weights/normalNumber'
import { randomNumbers } from '../weights/randomNumbers'
import { checkMap } from './checkMap'
import type { Explanation } from './explanation'
import { mapEvidence } from './mapEvidence'
import { meanGradient } from './meanGradient'

/**
 * How far does the middle of a layer really see? The gradient of its middle place with respect to the pixels, which is 0
 * outside the analysed receptive field and falls off towards its edge.
 *
 * Needs   a layer with a map; a gradient; no target
 * Output  one number of 0 or more a pixel of the network's input: the mean absolute gradient of random sums of the layer's
 *         channels, added up over the pixel's channels. Told as well: the side of a square as large as the pixels with more
 *         than 4.55 % of the largest number.
 * Cost    one forward and one backward pass a random sum, {@link SAMPLES} unless said otherwise
 * Source  Luo et al. 2016, Understanding the Effective Receptive Field, §3, https://arxiv.org/abs/1701.04128
 */
export const effectiveReceptiveField: Explanation = {
  ...{ name: 'effectiveReceptiveField', title: 'Effective receptive field' },
  answers: 'How far does the middle of the layer really see?',
  needs: 'layer',
  cost: (_graph, _layer, { samples = SAMPLES }) => ({ forwardPasses: samples, backwardPasses: samples }),
  async run(question) {
    const { layer, input, options } = question
    const next = randomNumbers(`effectiveReceptiveField ${options.seed ?? 1}`)
    const edge = { layer, output: 0 }
    const score = {
      label: `the middle of ${layer}`,
      edge,
      output: edge,
      seed: (output: Tensor) => middle(layer, output, next),
    }
    const field = await meanGradient({ ...question, score }, options.samples ?? SAMPLES, () => input.clone(), {
      each: abs,
    })
    const map = tidy(() => sum(field, 3, true))
    field.dispose()
    const evidence = await mapEvidence(map, false)
    const largest = evidence.map.reduce((most, value) => Math.max(most, value), 0)
    const seen = evidence.map.filter(value => value > INSIDE * largest).length
    return { ...evidence, facts: { 'Side of the effective receptive field, in pixels': Math.sqrt(seen) } }
  },
}

const SAMPLES = 16

/** What two standard deviations leave outside: the paper's bound. */
const INSIDE = 1 - 0.9545

/** Random numbers at the middle place, one a channel and image, zeros elsewhere. */
function middle(layer: string, output: Tensor, next: () => number): Tensor {
  checkMap(layer, output)
  const [images, height, width, channels] = output.shape as [number, number, number, number]
  const seed = new Float32Array(output.size)
  for (let image = 0; image < images; image++) {
    const place = (image * height + Math.floor((height - 1) / 2)) * width + Math.floor((width - 1) / 2)
    for (let channel = 0; channel < channels; channel++) seed[place * channels + channel] = normalNumber(next)
  }
  return tensor(seed, output.shape)
}
