import { checkRule } from './checkRule'
import { missingSoftmax } from './missing-softmax'

const TF = `import * as tf from '@tensorflow/tfjs'
const model1 = tf.sequential()
model1.add(tf.layers.dense({ inputShape: [64], units: 32, activation: 'relu' }))`

checkRule(missingSoftmax, {
  valid: {
    'a softmax, through a pooling of rectified scores as in SqueezeNet': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(10, 1).relu().globalAveragePool2d().softmax(), { task: 'classification' })`,
    'no word of task or loss': `
const features = input(64)
model('m', features, features.dense(10))`,
    'a sigmoid per class, on purpose': `
const features = input(64)
model('m', features, features.dense(10).sigmoid(), { task: 'classification' })`,
    'a loss that takes scores, on purpose': `${TF}
model1.add(tf.layers.dense({ units: 10 }))
model1.compile({ optimizer: 'adam', loss: tf.losses.softmaxCrossEntropy })`,
    'a loss that nobody knows': `${TF}
model1.add(tf.layers.dense({ units: 10 }))
model1.compile({ optimizer: 'adam', loss: Math.random() > 0.5 ? 'meanSquaredError' : 'categoricalCrossentropy' })`,
    'an activation that nobody knows': `
export const build = (activation: 'softmax' | 'linear') => {
  const features = input(64)
  return model('m', features, features.dense(10, { activation }), { task: 'classification' })
}`,
  },
  invalid: {
    'bare scores of a classifier': {
      code: `
const features = input(64)
model('m', features, features.dense(10), { task: 'classification' })
//                            ^^^^^ warning: the model classifies, and the 10 outputs are bare scores, not probabilities: end it in softmax`,
      fixed: {
        'Use softmax': `
const features = input(64)
model('m', features, features.dense(10).softmax(), { task: 'classification' })`,
      },
    },
    'a rectifier at the end': {
      code: `
const features = input(64)
model('m', features, features.dense(10, { activation: 'relu' }), { task: 'classification' })
//                                                    ^^^^^^ warning: the model classifies, and the 10 outputs come from relu, not probabilities: end it in softmax`,
      fixed: {
        'Use softmax': `
const features = input(64)
model('m', features, features.dense(10, { activation: 'softmax' }), { task: 'classification' })`,
      },
    },
    'scores, and a loss of probabilities': {
      code: `${TF}
model1.add(tf.layers.dense({ units: 10 }))
//                   ^^^^^ warning: sparseCategoricalCrossentropy needs probabilities, and the 10 outputs are bare scores: end the model in softmax
model1.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy' })`,
      fixed: {
        'Use softmax': `${TF}
model1.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
model1.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy' })`,
      },
    },
  },
})
