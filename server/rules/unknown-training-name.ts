import { isNear } from '../../builder/node'
import type { Training } from '../analysis'
import { defineRule } from './rule'

/**
 * Finds a loss, optimizer or metric, given as a word to `model.compile`, that TensorFlow.js does not have.
 *
 * Why: `compile` throws. Most often it is a slip of the keyboard, or Keras's way to write it: `categorical_crossentropy` is
 * `categoricalCrossentropy` here.
 *
 * Do: use one of TensorFlow.js's names, or give the function or the optimizer itself.
 *
 * @example
 * import * as tf from '@tensorflow/tfjs'
 * const digits = tf.sequential()
 * digits.add(tf.layers.dense({ inputShape: [512], units: 10, activation: 'softmax' }))
 * digits.compile({ optimizer: 'adam', loss: 'categorical_crossentropy' })
 *
 * Source: TensorFlow.js, tfjs-layers/src/losses.ts, metrics.ts and optimizers.ts
 */
export const unknownTrainingName = defineRule({
  id: 'unknown-training-name',
  severity: 'error',

  *check(analysis) {
    const { text } = analysis.sourceFile
    for (const { training } of analysis.models) {
      if (!training) continue
      const { lossSpan } = training
      for (const { what, name, known } of namesIn(training, lossSpan && text.slice(lossSpan.start, lossSpan.end))) {
        const { start, end } = training.span
        // A function's name is not among the words, and is no mistake: only what stands in the call as a word counts.
        const found = [...text.slice(start, end).matchAll(new RegExp(`(['"\`])${escaped(name)}\\1`, 'g'))]
        if (known.includes(name) || found.length !== 1) continue
        const [{ 0: written, 1: quote, index }] = found
        const span = { start: start + index, end: start + index + written.length }
        const meant = nearest(name, known)
        yield {
          span,
          message: `TensorFlow.js has no ${what} ${name}${meant ? `; did you mean ${meant}?` : ''}`,
          fixes: meant ? [{ title: `Change ${name} to ${meant}`, edits: [{ span, text: quote + meant + quote }] }] : [],
        }
      }
    }
  },
})

const LOSSES = [
  'binaryCrossentropy',
  'categoricalCrossentropy',
  'categoricalHinge',
  'cosineProximity',
  'hinge',
  'kullbackLeiblerDivergence',
  'logcosh',
  'meanAbsoluteError',
  'meanAbsolutePercentageError',
  'meanSquaredError',
  'meanSquaredLogarithmicError',
  'poisson',
  'sparseCategoricalCrossentropy',
  'squaredHinge',
]
const OPTIMIZERS = [
  'adadelta',
  'adagrad',
  'adam',
  'adamax',
  'rmsprop',
  'sgd',
  'Adadelta',
  'Adagrad',
  'Adam',
  'Adamax',
  'RMSProp',
  'SGD',
]
const METRICS = [
  'accuracy',
  'acc',
  'binaryAccuracy',
  'categoricalAccuracy',
  'precision',
  'categoricalCrossentropy',
  'sparseCategoricalCrossentropy',
  'crossentropy',
  'ce',
  'mse',
  'MSE',
  'mae',
  'MAE',
  'mape',
  'MAPE',
  'cosine',
]

function* namesIn({ loss = [], optimizer, metrics = [] }: Training, written: string | undefined) {
  // The short names are known of functions, and are no words that compile takes.
  const word = /^(['"`])(\w+)\1$/.exec(written ?? '')?.[2]
  for (const name of word === undefined ? [loss].flat() : [word]) yield { what: 'loss', name, known: LOSSES }
  if (optimizer !== undefined) yield { what: 'optimizer', name: optimizer, known: OPTIMIZERS }
  for (const name of metrics) yield { what: 'metric', name, known: METRICS }
}

const OTHERWISE: Readonly<Record<string, string>> = {
  mae: 'meanAbsoluteError',
  mape: 'meanAbsolutePercentageError',
  mse: 'meanSquaredError',
  softmaxcrossentropy: 'categoricalCrossentropy',
}

/** The same letters in Keras's way to write them, else a word that a slip leads from. */
function nearest(name: string, known: readonly string[]): string | undefined {
  const letters = (word: string) => word.toLowerCase().replace(/[^a-z]/g, '')
  const other = known.find(word => word === OTHERWISE[letters(name)])
  return other ?? known.find(word => letters(word) === letters(name)) ?? known.find(word => isNear(word, name))
}

function escaped(name: string): string {
  return name.replace(/[^\w]/g, '\\$&')
}
