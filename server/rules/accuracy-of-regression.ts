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
      yield {
        span: training.span,
        message: `${metric} counts answers that are exactly right, and ${loss} trains numbers to come near: watch mae in its place`,
        related: site && [
          { location: { file: analysis.file, ...site.nameSpan }, message: 'gives numbers, no classes' },
        ],
        fixes: renameMetric(analysis.sourceFile.text, training.span, metric),
      }
    }
  },
})

const ACCURACIES: ReadonlySet<string> = new Set(['accuracy', 'acc', 'binaryAccuracy', 'categoricalAccuracy'])

/** Where the metric is written out, once. */
function renameMetric(text: string, span: { start: number; end: number }, metric: string) {
  const found = [...text.slice(span.start, span.end).matchAll(new RegExp(`(['"\`])${metric}\\1`, 'g'))]
  if (found.length !== 1) return []
  const [{ 0: written, 1: quote, index }] = found
  const start = span.start + index
  const edit = { span: { start, end: start + written.length }, text: `${quote}mae${quote}` }
  return [{ title: 'Watch mae', edits: [edit] }]
}
