import { dataflow } from './dataflow'
import { type Head, headsOf } from './heads'
import { CATEGORICAL, trainedHeads, useActivation } from './lossFunctions'
import { defineRule } from './rule'

/**
 * Finds scores without a softmax where probabilities of classes are wanted: the model is trained with a categorical cross entropy, or says that its
 * task is classification.
 *
 * Why: the cross entropy of `model.compile` takes the logarithm of probabilities. Scores may be negative or above 1: they are cut off
 * there, so that most of them give no gradient, and the loss is NaN or does not fall. A rectifier or tanh behind the last
 * layer does not help. A loss that takes scores (`tf.losses.softmaxCrossEntropy`), a sigmoid per class, and models that say nothing
 * of task and loss are left alone.
 *
 * Do: end the model in `softmax`.
 *
 * @example
 * const features = input(512)
 * model('digits', features, features.dense(128).relu().dense(10), { task: 'classification' })
 *
 * Source: Goodfellow, Bengio and Courville 2016, Deep Learning, §6.2.2.3, https://www.deeplearningbook.org
 */
export const missingSoftmax = defineRule({
  id: 'missing-softmax',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const { head, loss, site, training } of trainedHeads(analysis)) {
      if (!CATEGORICAL.has(loss) || !isUnbounded(head)) continue
      const { lossSpan = training.span } = training
      yield {
        span: site?.nameSpan ?? lossSpan,
        message: `${loss} needs probabilities, and ${what(head)}: end the model in softmax`,
        related: site && [{ location: { file: analysis.file, ...lossSpan }, message: 'takes probabilities' }],
        fixes: useActivation(head, 'softmax', flow),
      }
    }
    for (const model of analysis.models) {
      if (model.graph.info.task !== 'classification' || model.training?.loss !== undefined) continue
      const [head, another] = headsOf(model, flow)
      const site = head && flow.instanceOf(head.activated ?? head.scores)?.site
      if (!site || another || !isUnbounded(head)) continue
      yield {
        span: site.nameSpan,
        message: `the model classifies, and ${what(head)}, not probabilities: end it in softmax`,
        related: [{ location: { file: analysis.file, ...model.span }, message: 'its task is classification' }],
        fixes: useActivation(head, 'softmax', flow),
      }
    }
  },
})

const PROBABILITIES: ReadonlySet<string> = new Set(['softmax', 'sigmoid', 'hardSigmoid'])

function isUnbounded({ activation, units }: Head): boolean {
  return !PROBABILITIES.has(activation) && units !== 1
}

function what({ activation, units }: Head): string {
  const scores = typeof units === 'number' ? `the ${units} outputs` : 'the outputs'
  return activation === 'linear' ? `${scores} are bare scores` : `${scores} come from ${activation}`
}
