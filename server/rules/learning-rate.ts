import type { Fix } from '../analysis'
import type { Span } from '../span'
import { defineRule } from './rule'

/**
 * Finds a learning rate with which the optimizer does not learn: too large to settle, or so small that nothing moves.
 *
 * Why: Adam and its kin move every weight by about the learning rate at each step, whatever the gradient: at 1, weights of 0.05 jump by twenty
 * times themselves. Plain gradient descent diverges where the rate is larger than 2 over the steepest curvature, which deep networks
 * pass long before 1. Below one millionth, weights do not move in any training that ends. A model of one layer without anything to bend it, and rates that
 * are computed, are left alone.
 *
 * Do: 0.001 for Adam and RMSProp; 0.01 to 0.1 for gradient descent.
 *
 * @example
 * import * as tf from '@tensorflow/tfjs'
 * const digits = tf.sequential()
 * digits.add(tf.layers.dense({ inputShape: [512], units: 64, activation: 'relu' }))
 * digits.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
 * digits.compile({ optimizer: tf.train.adam(1), loss: 'categoricalCrossentropy' })
 *
 * Source: Kingma and Ba 2015, Adam, §2.1, https://arxiv.org/abs/1412.6980; Bengio 2012, Practical Recommendations for
 * Gradient-Based Training of Deep Architectures, §2, https://arxiv.org/abs/1206.5533
 */
export const learningRate = defineRule({
  id: 'learning-rate',
  severity: 'warning',

  *check(analysis) {
    for (const { training, graph } of analysis.models) {
      const { optimizer, learningRate: rate, learningRateSpan, span } = training ?? {}
      const highest = HIGHEST[optimizer?.toLowerCase() ?? '']
      if (rate === undefined || highest === undefined || span === undefined) continue
      const isDeep = graph.layers.filter(({ options }) => 'useBias' in options).length > 1
      const usual = highest < 1 ? 0.001 : 0.01
      if (rate > LOWEST && (rate < highest || !isDeep)) continue
      const why =
        rate <= 0
          ? 'never goes downhill'
          : rate <= LOWEST
            ? 'moves nothing in any training that ends'
            : 'jumps past every minimum'
      yield {
        span: learningRateSpan ?? span,
        message: `${optimizer} with learning rate ${rate} ${why}: ${usual} is usual`,
        fixes: rewrite(analysis.sourceFile.text, learningRateSpan, usual),
      }
    }
  },
})

const LOWEST = 1e-7

/** From where on the steps of each optimizer are too large. Adadelta's rate is a factor of 1 in its paper. */
const HIGHEST: Readonly<Record<string, number>> = { adam: 0.05, adamax: 0.05, rmsprop: 0.05, sgd: 1, momentum: 1 }

/** Where the number is written out. */
function rewrite(text: string, span: Span | undefined, usual: number): Fix[] {
  if (!span || !/^[-\d.e]+$/.test(text.slice(span.start, span.end))) return []
  return [{ title: `Use learning rate ${usual}`, edits: [{ span, text: String(usual) }] }]
}
