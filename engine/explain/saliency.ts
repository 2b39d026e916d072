import { abs, max, tidy } from '@tensorflow/tfjs-core'
import type { Explanation } from './explanation'
import { inputGradient } from './inputGradient'
import { pixelEvidence } from './pixelEvidence'

/**
 * Which pixels must change least to change the target most? The gradient at every pixel.
 *
 * Needs   a gradient; no layer
 * Output  one number of 0 or more a pixel of the network's input: the largest absolute gradient of its channels
 * Cost    one forward and one backward pass
 * Source  Simonyan et al. 2014, Deep Inside Convolutional Networks, §3.1, https://arxiv.org/abs/1312.6034
 */
export const saliency: Explanation = {
  ...{ name: 'saliency', title: 'Saliency', answers: 'Which pixels must change least to change the target most?' },
  needs: 'none',
  cost: () => ({ forwardPasses: 1, backwardPasses: 1 }),
  async run(question) {
    const gradient = await inputGradient(question)
    try {
      return await pixelEvidence(
        tidy(() => max(abs(gradient), 3, true)),
        false,
      )
    } finally {
      gradient.dispose()
    }
  },
}
