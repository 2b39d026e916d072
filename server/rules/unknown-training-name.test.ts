import { checkRule } from './checkRule'
import { unknownTrainingName } from './unknown-training-name'

const TF = `import * as tf from '@tensorflow/tfjs'
const net = tf.sequential()
net.add(tf.layers.dense({ inputShape: [64], units: 10, activation: 'softmax' }))`
const REGRESSION = `import * as tf from '@tensorflow/tfjs'
const net = tf.sequential()
net.add(tf.layers.dense({ inputShape: [64], units: 1 }))`

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
//                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^ error: there is no loss categorical_crossentropy; did you mean categoricalCrossentropy? (TensorFlow.js: Unknown loss categorical_crossentropy)`,
      fixed: {
        'Use categoricalCrossentropy': `${TF}
net.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' })`,
      },
    },
    'a short name, which only metrics have': {
      code: `${REGRESSION}
net.compile({ optimizer: 'adam', loss: 'mse', metrics: ['mae'] })
//                                     ^^^^^ error: there is no loss mse; did you mean meanSquaredError? (TensorFlow.js: Unknown loss mse)`,
      fixed: {
        'Use meanSquaredError': `${REGRESSION}
net.compile({ optimizer: 'adam', loss: 'meanSquaredError', metrics: ['mae'] })`,
      },
    },
    'a name that comes from elsewhere in the program': {
      code: `${TF}
const loss = 'crossentropy'
net.compile({ optimizer: 'adam', loss })
//                               ^^^^ error: there is no loss crossentropy; there are meanSquaredError, meanAbsoluteError, meanAbsolutePercentageError, meanSquaredLogarithmicError, squaredHinge, hinge, categoricalHinge, logcosh, categoricalCrossentropy, sparseCategoricalCrossentropy, binaryCrossentropy, kullbackLeiblerDivergence, poisson, cosineProximity (TensorFlow.js: Unknown loss crossentropy)`,
      fixed: {},
    },
    'a slip in the optimizer': {
      code: `${TF}
net.compile({ optimizer: 'adma', loss: 'categoricalCrossentropy' })
//                       ^^^^^^ error: there is no optimizer adma; did you mean adam? (TensorFlow.js: Unknown Optimizer adma)`,
      fixed: {
        'Use adam': `${TF}
net.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' })`,
      },
    },
    "Keras's way to write a metric": {
      code: `${TF}
net.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['categorical_accuracy'] })
//                                                                          ^^^^^^^^^^^^^^^^^^^^^^ error: there is no metric categorical_accuracy; did you mean categoricalAccuracy? (TensorFlow.js: Unknown metric categorical_accuracy)`,
      fixed: {
        'Use categoricalAccuracy': `${TF}
net.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['categoricalAccuracy'] })`,
      },
    },
  },
})
