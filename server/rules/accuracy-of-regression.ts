import type { Training } from '../analysis'
import type { Span } from '../span'
import { DISTANCES, trainedHeads } from './lossFunctions'
import { defineRule } from './rule'

/**
 * Finds the metric accuracy on a model that is trained to come near to numbers: with a squared or absolute distance, and without softmax or
 * sigmoid at the output.
 *
 * Why: accuracy counts the answers that are exactly right. A number of a regression hardly ever is: the metric stays near 0, or shows
 * what has nothing to do with the training, however good the model is.
 *
 * Do: watch `mae` or `mse`; or, where classes are to be told, end the model in softmax and use `categoricalCrossentropy`.
 *
 * @example
 * import * as tf from '@tensorflow/tfjs'
 * const price = tf.sequential()
 * price.add(tf.layers.dense({ inputShape: [8], units: 1 }))
 * price.compile({ optimizer: 'adam', loss: 'meanSquaredError', metrics: ['accuracy'] })
 *
 * Source: Chollet 2021, Deep Learning with Python, 2nd edition, §4.3
 */
export const accuracyOfRegression = defineRule({
  id: 'accuracy-of-regression',
  severity: 'warning',

  *check(analysis) {
    for (const { head, loss, site, training } of trainedHeads(analysis)) {
      const metric = training.metrics?.find(name => ACCURACIES.has(name))
      const isRegression = head.activation === 'linear' || head.activation === 'relu'
      if (metric === undefined || !DISTANCES.has(loss) || !isRegression) continue
      const { text } = analysis.sourceFile
      const word = wordSpan(text, training, metric)
      yield {
        span: word ?? training.metricsSpan ?? training.span,
        message: `${metric} counts answers that are exactly right, and ${loss} trains numbers to come near: watch mae in its place`,
        related: site && [
          { location: { file: analysis.file, ...site.nameSpan }, message: 'gives numbers, no classes' },
        ],
        fixes: word
          ? [{ title: 'Watch mae', edits: [{ span: word, text: `${text[word.start]}mae${text[word.start]}` }] }]
          : [],
      }
    }
  },
})

const ACCURACIES: ReadonlySet<string> = new Set(['accuracy', 'acc', 'binaryAccuracy', 'categoricalAccuracy'])

/** Where the metric is written out, once, among the metrics. */
function wordSpan(text: string, { metricsSpan }: Training, metric: string): Span | undefined {
  if (!metricsSpan) return undefined
  const { start, end } = metricsSpan
  const found = [...text.slice(start, end).matchAll(new RegExp(`(['"\`])${metric}\\1`, 'g'))]
  if (found.length !== 1) return undefined
  const [{ 0: written, index }] = found
  return { start: start + index, end: start + index + written.length }
}
