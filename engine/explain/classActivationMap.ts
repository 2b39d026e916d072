import { dispose, relu, type Tensor, type Tensor4D, tidy } from '@tensorflow/tfjs-core'
import { checkMap } from './checkMap'
import type { Evidence, Explanation } from './explanation'
import { gradientsAt } from './gradientsAt'
import { mapEvidence } from './mapEvidence'

/**
 * An explanation that weighs the channels of one layer by the target's gradient there: one forward and one backward pass.
 * `combine` makes the map [1, height, width, 1] of both; what speaks against the target, below 0, is then cut off.
 */
export function classActivationMap(
  description: Pick<Explanation, 'name' | 'title' | 'answers'>,
  combine: (activation: Tensor4D, gradient: Tensor4D) => Tensor,
): Explanation {
  return {
    ...description,
    needs: 'layer',
    cost: () => ({ forwardPasses: 1, backwardPasses: 1 }),
    async run(question): Promise<Evidence> {
      const { activation, gradient } = await gradientsAt(question, question.layer)
      try {
        checkMap(question.layer, activation)
        return await mapEvidence(
          tidy(() => relu(combine(activation as Tensor4D, gradient as Tensor4D))),
          false,
        )
      } finally {
        dispose([activation, gradient])
      }
    },
  }
}
