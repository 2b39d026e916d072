import { accuracyOfRegression } from './accuracy-of-regression'
import { checkRule } from './checkRule'

const TF = `import * as tf from '@tensorflow/tfjs'
const net = tf.sequential()
net.add(tf.layers.dense({ inputShape: [64], units: 32, activation: 'relu' }))`

checkRule(accuracyOfRegression, {
  valid: {
    'a classifier': `${TF}
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
net.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'] })`,
    'a squared distance of a sigmoid, on purpose': `${TF}
net.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }))
net.compile({ optimizer: 'adam', loss: 'meanSquaredError', metrics: ['accuracy'] })`,
    'metrics that nobody knows': `${TF}
net.add(tf.layers.dense({ units: 1 }))
net.compile({ optimizer: 'adam', loss: 'meanSquaredError', metrics: Math.random() > 0.5 ? ['accuracy'] : ['mae'] })`,
  },
  invalid: {
    'a regression': {
      code: `${TF}
net.add(tf.layers.dense({ units: 1 }))
net.compile({ optimizer: 'adam', loss: 'meanSquaredError', metrics: ['accuracy'] })
//                                                                   ^^^^^^^^^^ warning: accuracy counts answers that are exactly right, and meanSquaredError trains numbers to come near: watch mae in its place`,
      fixed: {
        'Watch mae': `${TF}
net.add(tf.layers.dense({ units: 1 }))
net.compile({ optimizer: 'adam', loss: 'meanSquaredError', metrics: ['mae'] })`,
      },
    },
  },
})
