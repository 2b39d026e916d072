import { abs, max, tidy } from '@tensorflow/tfjs-core'
import type { Explanation } from './explanation'
import { gradientPicture } from './gradientPicture'
import { guidedGradient } from './guidedGradient'
import { pixelEvidence } from './pixelEvidence'

/**
 * Which pattern of pixels raises the target? The gradient, of which every rectifier passes back what is positive alone.
 *
 * Needs   a gradient; no layer. For a channel as the target, it is the pattern the channel found.
 * Output  one number of 0 or more a pixel of the network's input: the largest absolute value of its channels; and a picture.
 *         Nie et al. 2018 (https://arxiv.org/abs/1805.07039) show that it recovers edges of the image more than
 *         reasons for the class.
 * Cost    one forward and one backward pass
 * Source  Springenberg et al. 2015, Striving for Simplicity, §3.4 and figure 1, https://arxiv.org/abs/1412.6806
 */
export const guidedBackpropagation: Explanation = {
  ...{ name: 'guidedBackpropagation', title: 'Guided backpropagation' },
  answers: 'Which pattern of pixels raises the target?',
  needs: 'none',
  cost: () => ({ forwardPasses: 1, backwardPasses: 1 }),
  async run(question) {
    const gradient = await guidedGradient(question)
    try {
      const map = tidy(() => max(abs(gradient), 3, true))
      return { ...(await pixelEvidence(map, false)), picture: await gradientPicture(gradient) }
    } finally {
      gradient.dispose()
    }
  },
}
