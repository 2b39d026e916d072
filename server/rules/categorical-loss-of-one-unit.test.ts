import { categoricalLossOfOneUnit } from './categorical-loss-of-one-unit'
import { checkRule } from './checkRule'

const TF = `import * as tf from '@tensorflow/tfjs'
const net = tf.sequential()
net.add(tf.layers.dense({ inputShape: [64], units: 32, activation: 'relu' }))`

checkRule(categoricalLossOfOneUnit, {
  valid: {
    'one unit with the binary cross entropy, on purpose': `${TF}
net.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }))
net.compile({ optimizer: 'adam', loss: 'binaryCrossentropy' })`,
    'units that nobody knows': `${TF}
net.add(tf.layers.dense({ units: Math.round(10 * Math.random()), activation: 'softmax' }))
net.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' })`,
  },
  invalid: {
    'one sigmoid': {
      code: `${TF}
net.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }))
net.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' })
//                                     ^^^^^^^^^^^^^^^^^^^^^^^^^ error: categoricalCrossentropy over 1 output is 0 whatever comes out: nothing is learnt`,
      fixed: {
        'Use the loss binaryCrossentropy in the place of categoricalCrossentropy': `${TF}
net.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }))
net.compile({ optimizer: 'adam', loss: 'binaryCrossentropy' })`,
      },
    },
  },
})
