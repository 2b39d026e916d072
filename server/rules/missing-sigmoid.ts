import { dataflow } from './dataflow'
import { type Head, headsOf } from './heads'
import { trainedHeads, useActivation } from './lossFunctions'
import { defineRule } from './rule'

/**
 * Finds an output that is no probability where one is wanted: the model is trained with the binary cross entropy, or classifies with one
 * unit, and does not end in a sigmoid.
 *
 * Why: the binary cross entropy of `model.compile` takes the logarithm of the output and of 1 less it. Outside of 0 to 1 it is cut
 * off, and gives no gradient: every answer that is far wrong stays so. A rectifier lets half the scores become 0, tanh all of them
 * negative. A loss that takes scores (`tf.losses.sigmoidCrossEntropy`) is left alone.
 *
 * Do: end the model in `sigmoid`.
 *
 * @example
 * const features = input(512)
 * model('cat or not', features, features.dense(128).relu().dense(1), { task: 'classification' })
 *
 * Source: Goodfellow, Bengio and Courville 2016, Deep Learning, §6.2.2.2, https://www.deeplearningbook.org
 */
export const missingSigmoid = defineRule({
  id: 'missing-sigmoid',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const { head, loss, site, training } of trainedHeads(analysis)) {
      if (loss !== 'binaryCrossentropy' || PROBABILITIES.has(head.activation)) continue
      const { lossSpan = training.span } = training
      yield {
        span: site?.nameSpan ?? lossSpan,
        message: `${loss} needs probabilities, and ${what(head)}: end the model in sigmoid`,
        related: site && [{ location: { file: analysis.file, ...lossSpan }, message: 'takes probabilities' }],
        fixes: useActivation(head, 'sigmoid', flow),
      }
    }
    for (const model of analysis.models) {
      if (model.graph.info.task !== 'classification' || model.training?.loss !== undefined) continue
      const [head, another] = headsOf(model, flow)
      const site = head && flow.instanceOf(head.activated ?? head.scores)?.site
      if (!site || another || head.units !== 1 || PROBABILITIES.has(head.activation)) continue
      yield {
        span: site.nameSpan,
        message: `the model classifies, and ${what(head)}, not a probability: end it in sigmoid`,
        related: [{ location: { file: analysis.file, ...model.span }, message: 'its task is classification' }],
        fixes: useActivation(head, 'sigmoid', flow),
      }
    }
  },
})

const PROBABILITIES: ReadonlySet<string> = new Set(['softmax', 'sigmoid', 'hardSigmoid'])

function what({ activation, units }: Head): string {
  const outputs = units === 1 ? 'the output' : 'the outputs'
  const verb = units === 1 ? ['is a bare score', 'comes'] : ['are bare scores', 'come']
  return activation === 'linear' ? `${outputs} ${verb[0]}` : `${outputs} ${verb[1]} from ${activation}`
}
