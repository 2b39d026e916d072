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
export const unknownTrainingName = defineRule({ id: 'unknown-training-name', severity: 'error' })
