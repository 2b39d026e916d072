import { keep, mul, sum, type Tensor, tidy } from '@tensorflow/tfjs-core'
import type { Explanation } from './explanation'
import { inputGradient } from './inputGradient'
import { pixelEvidence } from './pixelEvidence'
import { relevanceRule } from './relevanceRule'

/**
 * How is the target shared out among the pixels, layer by layer? Every layer hands its relevance down to its inputs in the parts
 * in which they contributed to it.
 *
 * Needs   layers that have a rule in {@link relevanceRule}; no layer to look at
 * Output  one number a pixel of the network's input, summed over its channels; negative where it speaks against the target.
 *         They sum to the target: biases get no part. How much was lost all the same is told.
 * Cost    one forward and one backward pass, in which layers with weights are computed again, up to four times
 * Source  Bach et al. 2015, On Pixel-Wise Explanations for Non-Linear Classifier Decisions by Layer-Wise Relevance
 *         Propagation, https://doi.org/10.1371/journal.pone.0130140; the composite of rules: Montavon et al. 2019,
 *         Layer-Wise Relevance Propagation: An Overview, table 1, https://doi.org/10.1007/978-3-030-28954-6_10
 */
export const layerwiseRelevance: Explanation = {
  ...{ name: 'layerwiseRelevance', title: 'Layer-wise relevance' },
  answers: 'How is the target shared out among the pixels, layer by layer?',
  needs: 'none',
  cost: () => ({ forwardPasses: 1, backwardPasses: 1 }),
  async run(question) {
    const { seed } = question.score
    let target: Tensor | undefined
    const score = {
      ...question.score,
      // The relevance starts as the target itself: its parts times their weights in it.
      seed(output: Tensor) {
        const parts = mul(output, seed(output))
        target = keep(sum(parts))
        return parts
      },
    }
    try {
      const relevance = await inputGradient({ ...question, score }, relevanceRule)
      const map = tidy(() => sum(relevance, 3, true))
      relevance.dispose()
      const evidence = await pixelEvidence(map, true)
      const kept = evidence.map.reduce((total, value) => total + value, 0)
      const [whole] = await target!.data()
      return { ...evidence, facts: { 'Relevance of the target': whole, 'Lost on the way': whole - kept } }
    } finally {
      target?.dispose()
    }
  },
}
