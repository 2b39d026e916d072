import { abs, add, max, min, mul, sub, tensor4d, tidy } from '@tensorflow/tfjs-core'
import { normalNumber } from '../weights/normalNumber'
import { randomNumbers } from '../weights/randomNumbers'
import type { Explanation } from './explanation'
import { meanGradient } from './meanGradient'
import { pixelEvidence } from './pixelEvidence'

/**
 * Which pixels matter to the target, in the image and in images like it? The mean of the gradients of noisy copies, in which
 * what flickers from copy to copy cancels out.
 *
 * Needs   a gradient; no layer
 * Output  one number of 0 or more a pixel of the network's input: the largest absolute mean gradient of its channels. The
 *         noise deviates by 15 % of the image's span.
 * Cost    one forward and one backward pass a sample, {@link SAMPLES} unless said otherwise
 * Source  Smilkov et al. 2017, SmoothGrad, §2 and §3.2, https://arxiv.org/abs/1706.03825
 */
export const smoothGrad: Explanation = {
  ...{ name: 'smoothGrad', title: 'SmoothGrad' },
  answers: 'Which pixels matter to the target, in this image and in images like it?',
  needs: 'none',
  cost: (_graph, _layer, { samples = SAMPLES }) => ({ forwardPasses: samples, backwardPasses: samples }),
  async run(question) {
    const { input, options } = question
    const next = randomNumbers(`smoothGrad ${options.seed ?? 1}`)
    const noise = () =>
      tensor4d(
        Float32Array.from({ length: input.size }, () => normalNumber(next)),
        input.shape,
      )
    const deviation = tidy(() => mul(sub(max(input), min(input)), NOISE))
    try {
      const gradient = await meanGradient(question, options.samples ?? SAMPLES, () =>
        add(input, mul(noise(), deviation)),
      )
      const map = tidy(() => max(abs(gradient), 3, true))
      gradient.dispose()
      return await pixelEvidence(map, false)
    } finally {
      deviation.dispose()
    }
  },
}

const SAMPLES = 50
const NOISE = 0.15
