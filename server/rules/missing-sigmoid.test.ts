import { checkRule } from './checkRule'
import { missingSigmoid } from './missing-sigmoid'

const TF = `import * as tf from '@tensorflow/tfjs'
const model1 = tf.sequential()
model1.add(tf.layers.dense({ inputShape: [64], units: 32, activation: 'relu' }))`

checkRule(missingSigmoid, {
  valid: {
    'a sigmoid': `
const features = input(64)
model('m', features, features.dense(1).sigmoid(), { task: 'classification' })`,
    'a regression': `
const features = input(64)
model('m', features, features.dense(1))`,
    'a loss that takes scores, on purpose': `${TF}
model1.add(tf.layers.dense({ units: 1 }))
model1.compile({ optimizer: 'adam', loss: tf.losses.sigmoidCrossEntropy })`,
    'a loss that nobody knows': `${TF}
model1.add(tf.layers.dense({ units: 1 }))
model1.compile({ optimizer: 'adam', loss: Math.random() > 0.5 ? 'meanSquaredError' : 'binaryCrossentropy' })`,
  },
  invalid: {
    'one bare score': {
      code: `
const features = input(64)
model('m', features, features.dense(1), { task: 'classification' })
//                            ^^^^^ warning: the model classifies, and the output is a bare score, not a probability: end it in sigmoid`,
      fixed: {
        'Use sigmoid': `
const features = input(64)
model('m', features, features.dense(1).sigmoid(), { task: 'classification' })`,
      },
    },
    'a rectifier under a loss of probabilities': {
      code: `${TF}
model1.add(tf.layers.dense({ units: 1, activation: 'relu' }))
//                                                 ^^^^^^ warning: binaryCrossentropy needs probabilities, and the output comes from relu: end the model in sigmoid
model1.compile({ optimizer: 'adam', loss: 'binaryCrossentropy' })`,
      fixed: {
        'Use sigmoid': `${TF}
model1.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }))
model1.compile({ optimizer: 'adam', loss: 'binaryCrossentropy' })`,
      },
    },
  },
})
