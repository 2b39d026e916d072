import { CATEGORICAL, changeLoss, trainedHeads } from './lossFunctions'
import { defineRule } from './rule'

/**
 * Finds a categorical cross entropy over a single unit.
 *
 * Why: the loss first makes the outputs of an image sum to 1. A single one is then always 1, its logarithm 0, and the loss 0 whatever
 * comes out: nothing is learnt.
 *
 * Do: `binaryCrossentropy` with a sigmoid for two classes told by one unit, or as many units as there are classes.
 *
 * @example
 * import * as tf from '@tensorflow/tfjs'
 * const cats = tf.sequential()
 * cats.add(tf.layers.dense({ inputShape: [512], units: 1, activation: 'sigmoid' }))
 * cats.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' })
 *
 * Source: TensorFlow.js, categoricalCrossentropy in tfjs-layers/src/losses.ts; Goodfellow, Bengio and Courville 2016, Deep
 * Learning, §6.2.2, https://www.deeplearningbook.org
 */
export const categoricalLossOfOneUnit = defineRule({
  id: 'categorical-loss-of-one-unit',
  severity: 'error',

  *check(analysis) {
    for (const trained of trainedHeads(analysis)) {
      const { head, loss, site, training } = trained
      if (!(CATEGORICAL.has(loss) || loss === 'softmaxCrossEntropy') || head.units !== 1) continue
      yield {
        span: training.lossSpan ?? training.span,
        message: `${loss} over 1 output is 0 whatever comes out: nothing is learnt`,
        related: site && [{ location: { file: analysis.file, ...site.nameSpan }, message: 'the only output' }],
        fixes: head.activation === 'sigmoid' ? changeLoss(analysis, trained, 'binaryCrossentropy') : [],
      }
    }
  },
})
