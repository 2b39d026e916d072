import { mul, sum, tidy } from '@tensorflow/tfjs-core'
import type { Explanation } from './explanation'
import { inputGradient } from './inputGradient'
import { pixelEvidence } from './pixelEvidence'

/**
 * What does each pixel add to the target? The gradient at the pixel times its value: exact for a network that is linear.
 *
 * Needs   a gradient; no layer
 * Output  one number a pixel of the network's input, summed over its channels; negative where it speaks against the target.
 *         In a network of rectifiers without biases they sum to the target.
 * Cost    one forward and one backward pass
 * Source  Shrikumar et al. 2016, Not Just a Black Box, §2, https://arxiv.org/abs/1605.01713
 */
export const gradientTimesInput: Explanation = {
  ...{ name: 'gradientTimesInput', title: 'Gradient × input', answers: 'What does each pixel add to the target?' },
  needs: 'none',
  cost: () => ({ forwardPasses: 1, backwardPasses: 1 }),
  async run(question) {
    const gradient = await inputGradient(question)
    try {
      return await pixelEvidence(
        tidy(() => sum(mul(gradient, question.input), 3, true)),
        true,
      )
    } finally {
      gradient.dispose()
    }
  },
}
