import { abs, image, max, mul, type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core'
import type { Explanation } from './explanation'
import { gradCam } from './gradCam'
import { gradientPicture } from './gradientPicture'
import { guidedGradient } from './guidedGradient'
import { pixelEvidence } from './pixelEvidence'

/**
 * Which fine pattern, at the places that speak for the target, raises it? Guided backpropagation times Grad-CAM.
 *
 * Needs   a layer with a map before the target; a gradient
 * Output  one number of 0 or more a pixel of the network's input: the largest absolute value of its channels; and a picture
 * Cost    two forward and two backward passes, one of them down to the pixels
 * Source  Selvaraju et al. 2017, Grad-CAM, §3.2, https://arxiv.org/abs/1610.02391
 */
export const guidedGradCam: Explanation = {
  ...{ name: 'guidedGradCam', title: 'Guided Grad-CAM' },
  answers: 'Which fine pattern, at the places that speak for the target, raises it?',
  needs: 'layer',
  cost: () => ({ forwardPasses: 2, backwardPasses: 2 }),
  async run(question) {
    const { map, height, width } = await gradCam.run(question)
    const gradient = await guidedGradient(question)
    const product = tidy(() => {
      const [, rows, columns] = question.input.shape
      const coarse = tensor4d(map, [1, height, width, 1])
      return mul(gradient, image.resizeBilinear(coarse, [rows, columns], false, true)) as Tensor4D
    })
    gradient.dispose()
    try {
      const map = tidy(() => max(abs(product), 3, true))
      return { ...(await pixelEvidence(map, false)), picture: await gradientPicture(product) }
    } finally {
      product.dispose()
    }
  },
}
