import { checkRule } from './checkRule'
import { unknownTrainingName } from './unknown-training-name'

const TF = `import * as tf from '@tensorflow/tfjs'
const net = tf.sequential()
net.add(tf.layers.dense({ inputShape: [64], units: 10, activation: 'softmax' }))`

const REGRESSION = TF.replace(/, activation: 'softmax'/, '')

checkRule(unknownTrainingName, {
  valid: {
    "TensorFlow.js's names": `${TF}
net.compile({ optimizer: 'rmsprop', loss: 'categoricalCrossentropy', metrics: ['accuracy', 'mse'] })`,
    'functions, on purpose': `${TF}
net.compile({ optimizer: tf.train.momentum(0.1, 0.9), loss: tf.losses.huberLoss, metrics: [tf.metrics.precision] })`,
    'a name that nobody knows': `${TF}
export const compile = (optimizer: string) => net.compile({ optimizer, loss: 'categoricalCrossentropy' })`,
  },
  invalid: {
    "Keras's way to write a loss": {
      code: `${TF}
net.compile({ optimizer: 'adam', loss: 'categorical_crossentropy' })
//                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^ error: TensorFlow.js has no loss categorical_crossentropy; did you mean categoricalCrossentropy?`,
      fixed: {
        'Change categorical_crossentropy to categoricalCrossentropy': `${TF}
net.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' })`,
      },
    },
    'a short name, which only metrics have': {
      code: `${REGRESSION}
net.compile({ optimizer: 'adam', loss: 'mse', metrics: ['mae'] })
//                                     ^^^^^ error: TensorFlow.js has no loss mse; did you mean meanSquaredError?`,
      fixed: {
        'Change mse to meanSquaredError': `${REGRESSION}
net.compile({ optimizer: 'adam', loss: 'meanSquaredError', metrics: ['mae'] })`,
      },
    },
    'a slip in the optimizer': {
      code: `${TF}
net.compile({ optimizer: 'adma', loss: 'categoricalCrossentropy' })
//                       ^^^^^^ error: TensorFlow.js has no optimizer adma; did you mean adam?`,
      fixed: {
        'Change adma to adam': `${TF}
net.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' })`,
      },
    },
    "Keras's way to write a metric": {
      code: `${TF}
net.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['categorical_accuracy'] })
//                                                                          ^^^^^^^^^^^^^^^^^^^^^^ error: TensorFlow.js has no metric categorical_accuracy; did you mean categoricalAccuracy?`,
      fixed: {
        'Change categorical_accuracy to categoricalAccuracy': `${TF}
net.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['categoricalAccuracy'] })`,
      },
    },
  },
})
