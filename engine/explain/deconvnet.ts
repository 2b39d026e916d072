import { abs, max, relu, tidy } from '@tensorflow/tfjs-core'
import type { BackwardRule } from '../network'
import type { Explanation } from './explanation'
import { gradientPicture } from './gradientPicture'
import { inputGradient } from './inputGradient'
import { pixelEvidence } from './pixelEvidence'
import { rectifiers } from './rectifiers'

/**
 * Which pattern of pixels does the target stand for? It is projected down to the pixels: maxima are put back where pooling
 * found them (its switches), rectifiers rectify again, convolutions are transposed.
 *
 * Needs   a gradient; no layer. For a channel's strongest place as the target, it is the pattern that excited it.
 * Output  one number of 0 or more a pixel of the network's input: the largest absolute value of its channels; and a picture
 * Cost    one forward and one backward pass
 * Source  Zeiler and Fergus 2014, Visualizing and Understanding Convolutional Networks, §2.1,
 *         https://arxiv.org/abs/1311.2901
 */
export const deconvnet: Explanation = {
  ...{ name: 'deconvnet', title: 'Deconvnet', answers: 'Which pattern of pixels does the target stand for?' },
  needs: 'none',
  cost: () => ({ forwardPasses: 1, backwardPasses: 1 }),
  async run(question) {
    const projected = await inputGradient(question, rectifyAgain)
    try {
      const map = tidy(() => max(abs(projected), 3, true))
      return { ...(await pixelEvidence(map, false)), picture: await gradientPicture(projected) }
    } finally {
      projected.dispose()
    }
  },
}

/** What comes from above is rectified itself, wherever the rectifier passed forward or not. */
const rectifyAgain: BackwardRule = ({ kind }, { outputGradients }) =>
  rectifiers.has(kind) ? outputGradients.map(gradient => relu(gradient)) : undefined
