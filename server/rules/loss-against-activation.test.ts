import { checkRule } from './checkRule'
import { lossAgainstActivation } from './loss-against-activation'

const TF = `import * as tf from '@tensorflow/tfjs'
const net = tf.sequential()
net.add(tf.layers.dense({ inputShape: [64], units: 32, activation: 'relu' }))`

checkRule(lossAgainstActivation, {
  valid: {
    'softmax with the categorical cross entropy': `${TF}
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
net.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' })`,
    'several labels at a time, on purpose': `${TF}
net.add(tf.layers.dense({ units: 10, activation: 'sigmoid' }))
net.compile({ optimizer: 'adam', loss: 'binaryCrossentropy' })`,
    'a bounded regression': `${TF}
net.add(tf.layers.dense({ units: 4, activation: 'sigmoid' }))
net.compile({ optimizer: 'adam', loss: 'meanSquaredError' })`,
    'a loss that nobody knows': `${TF}
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
net.compile({ optimizer: 'adam', loss: (labels: tf.Tensor, scores: tf.Tensor) => labels.sub(scores).mean() })`,
  },
  invalid: {
    'softmax with the binary cross entropy': {
      code: `${TF}
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
net.compile({ optimizer: 'adam', loss: 'binaryCrossentropy' })
//                                     ^^^^^^^^^^^^^^^^^^^^ warning: binaryCrossentropy takes the softmax over 10 classes for as many answers of yes or no: categoricalCrossentropy goes with it`,
      fixed: {
        'Use the loss categoricalCrossentropy in the place of binaryCrossentropy': `${TF}
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
net.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' })`,
      },
    },
    'sigmoids with the categorical cross entropy': {
      code: `${TF}
net.add(tf.layers.dense({ units: 10, activation: 'sigmoid' }))
net.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' })
//                                     ^^^^^^^^^^^^^^^^^^^^^^^^^ warning: categoricalCrossentropy is for 10 classes of which one is right, and the sigmoid tells each by itself: use softmax, or binaryCrossentropy`,
      fixed: {
        'Use softmax': `${TF}
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
net.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' })`,
        'Use the loss binaryCrossentropy in the place of categoricalCrossentropy': `${TF}
net.add(tf.layers.dense({ units: 10, activation: 'sigmoid' }))
net.compile({ optimizer: 'adam', loss: 'binaryCrossentropy' })`,
      },
    },
    'a squared distance of probabilities': {
      code: `${TF}
net.add(tf.layers.dense({ units: 3, activation: 'softmax' }))
net.compile({ optimizer: 'sgd', loss: 'meanSquaredError' })
//                                    ^^^^^^^^^^^^^^^^^^ warning: meanSquaredError over the softmax of 3 classes hardly gives a gradient where the answer is surely wrong: categoricalCrossentropy does`,
      fixed: {
        'Use the loss categoricalCrossentropy in the place of meanSquaredError': `${TF}
net.add(tf.layers.dense({ units: 3, activation: 'softmax' }))
net.compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' })`,
      },
    },
    'a loss that applies the softmax itself': {
      code: `${TF}
net.add(tf.layers.dense({ units: 3, activation: 'softmax' }))
net.compile({ optimizer: 'sgd', loss: tf.losses.softmaxCrossEntropy })
//                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: softmaxCrossEntropy applies softmax itself, over what softmax has put out already: leave the output linear`,
      fixed: {
        'Remove softmax': `${TF}
net.add(tf.layers.dense({ units: 3, activation: 'linear' }))
net.compile({ optimizer: 'sgd', loss: tf.losses.softmaxCrossEntropy })`,
      },
    },
  },
})
