import { checkRule } from './checkRule'
import { learningRate } from './learning-rate'

const TF = `import * as tf from '@tensorflow/tfjs'
const net = tf.sequential()
net.add(tf.layers.dense({ inputShape: [64], units: 32, activation: 'relu' }))
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`

checkRule(learningRate, {
  valid: {
    'a usual rate': `${TF}
net.compile({ optimizer: tf.train.adam(0.001), loss: 'categoricalCrossentropy' })`,
    'gradient descent with 0.5, on purpose': `${TF}
net.compile({ optimizer: tf.train.sgd(0.5), loss: 'categoricalCrossentropy' })`,
    'one linear layer': `import * as tf from '@tensorflow/tfjs'
const net = tf.sequential({ layers: [tf.layers.dense({ inputShape: [1], units: 1 })] })
net.compile({ optimizer: tf.train.adam(0.1), loss: 'meanSquaredError' })`,
    'a rate that nobody knows': `${TF}
net.compile({ optimizer: tf.train.adam(Math.random()), loss: 'categoricalCrossentropy' })`,
  },
  invalid: {
    'Adam with 1': {
      code: `${TF}
net.compile({ optimizer: tf.train.adam(1), loss: 'categoricalCrossentropy' })
//                                     ^ warning: adam with learning rate 1 jumps past every minimum: 0.001 is usual`,
      fixed: {
        'Use learning rate 0.001': `${TF}
net.compile({ optimizer: tf.train.adam(0.001), loss: 'categoricalCrossentropy' })`,
      },
    },
    'gradient descent with a rate in a variable': {
      code: `${TF}
const rate = 10
const optimizer = tf.train.sgd(rate)
//                             ^^^^ warning: sgd with learning rate 10 jumps past every minimum: 0.01 is usual
net.compile({ optimizer, loss: 'categoricalCrossentropy' })`,
      fixed: {},
    },
    'a rate of nearly nothing': {
      code: `${TF}
net.compile({ optimizer: tf.train.rmsprop(1e-9), loss: 'categoricalCrossentropy' })
//                                        ^^^^ warning: rmsprop with learning rate 1e-9 moves nothing in any training that ends: 0.001 is usual`,
      fixed: {
        'Use learning rate 0.001': `${TF}
net.compile({ optimizer: tf.train.rmsprop(0.001), loss: 'categoricalCrossentropy' })`,
      },
    },
  },
})
