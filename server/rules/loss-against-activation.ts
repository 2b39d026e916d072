import type { Analysis, Fix } from '../analysis'
import { dataflow } from './dataflow'
import { CATEGORICAL, changeLoss, DISTANCES, type TrainedHead, trainedHeads, useActivation } from './lossFunctions'
import { defineRule } from './rule'

/**
 * Finds a loss that does not go with the activation at the output: the binary cross entropy or a distance with softmax, a
 * categorical cross entropy with a sigmoid per class, or a loss that applies softmax or sigmoid itself, behind one.
 *
 * Why: softmax says that one class of all is right, a sigmoid that each may be; the loss has to say the same. The binary cross entropy over a softmax
 * counts every wrong class as a right answer, and so does the accuracy that TensorFlow.js then shows: 90 % for 10 classes, before
 * anything is learnt. The categorical one over sigmoids does not punish classes that are told wrongly. A squared distance over
 * softmax hardly gives a gradient where the network is surely wrong. Losses over scores apply softmax a second time.
 *
 * Do: softmax with `categoricalCrossentropy`, for classes that exclude one another; sigmoid with `binaryCrossentropy`, where several
 * may hold; a linear output with `tf.losses.softmaxCrossEntropy`.
 *
 * @example
 * import * as tf from '@tensorflow/tfjs'
 * const digits = tf.sequential()
 * digits.add(tf.layers.dense({ inputShape: [512], units: 10, activation: 'softmax' }))
 * digits.compile({ optimizer: 'adam', loss: 'binaryCrossentropy' })
 *
 * Source: Goodfellow, Bengio and Courville 2016, Deep Learning, §6.2.2, https://www.deeplearningbook.org
 */
export const lossAgainstActivation = defineRule({
  id: 'loss-against-activation',
  severity: 'warning',

  *check(analysis) {
    for (const trained of trainedHeads(analysis)) {
      const mismatch = judge(trained, analysis)
      if (!mismatch) continue
      const { site, training } = trained
      yield {
        span: training.lossSpan ?? training.span,
        message: mismatch.message,
        related: site && [
          { location: { file: analysis.file, ...site.nameSpan }, message: 'the activation at the output' },
        ],
        fixes: mismatch.fixes,
      }
    }
  },
})

interface Mismatch {
  readonly message: string
  readonly fixes: readonly Fix[]
}

function judge(trained: TrainedHead, analysis: Analysis): Mismatch | undefined {
  const { head, loss } = trained
  const { activation, units } = head
  if (units === 1) return undefined
  const flow = dataflow(analysis)
  const size = typeof units === 'number' ? `${units} classes` : 'the classes'
  if (activation === 'softmax') {
    if (loss === 'binaryCrossentropy') {
      return {
        message: `binaryCrossentropy takes the softmax over ${size} for as many answers of yes or no: categoricalCrossentropy goes with it`,
        fixes: changeLoss(analysis, trained, 'categoricalCrossentropy'),
      }
    }
    if (DISTANCES.has(loss)) {
      return {
        message: `${loss} over the softmax of ${size} hardly gives a gradient where the answer is surely wrong: categoricalCrossentropy does`,
        fixes: changeLoss(analysis, trained, 'categoricalCrossentropy'),
      }
    }
    if (loss === 'softmaxCrossEntropy') return appliedTwice(trained, analysis)
  }
  if (activation !== 'sigmoid') return undefined
  if (loss === 'sigmoidCrossEntropy') return appliedTwice(trained, analysis)
  if (!CATEGORICAL.has(loss)) return undefined
  return {
    message: `${loss} is for ${size} of which one is right, and the sigmoid tells each by itself: use softmax, or binaryCrossentropy`,
    fixes: [
      ...useActivation(head, 'softmax', flow),
      ...(loss === 'categoricalCrossentropy' ? changeLoss(analysis, trained, 'binaryCrossentropy') : []),
    ],
  }
}

function appliedTwice({ head, loss }: TrainedHead, analysis: Analysis): Mismatch {
  return {
    message: `${loss} applies ${head.activation} itself, over what ${head.activation} has put out already: leave the output linear`,
    fixes: useActivation(head, 'linear', dataflow(analysis)).filter(() => head.activated?.fusedInto !== undefined),
  }
}
