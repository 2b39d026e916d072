import { checkRule } from './checkRule'
import { discardedLayer } from './discarded-layer'

checkRule(discardedLayer, {
  valid: {
    'an assignment': `
let x = input(32, 32, 3).conv2d(16, 3)
x = x.relu()`,
    'a result that a function returns': `
const activate = (x: Tensor) => x.relu()
activate(input(32, 32, 3))`,
    'a result that is kept in a list on purpose': `
const all: Tensor[] = []
all.push(input(32, 32, 3).relu())`,
    'a tensor that nobody knows': `
declare const layers: { relu(): void }
input(32, 32, 3)
layers.relu()`,
  },
  invalid: {
    'of a layer of TensorFlow.js': {
      code: `
import * as tf from '@tensorflow/tfjs'
let x = tf.layers.dense({ units: 64, activation: 'relu' }).apply(tf.input({ shape: [512] })) as tf.SymbolicTensor
tf.layers.dropout({ rate: 0.5 }).apply(x)
//        ^^^^^^^ warning: apply returns a new tensor, and nothing keeps it`,
      fixed: {
        'Assign it to x': `
import * as tf from '@tensorflow/tfjs'
let x = tf.layers.dense({ units: 64, activation: 'relu' }).apply(tf.input({ shape: [512] })) as tf.SymbolicTensor
x = tf.layers.dropout({ rate: 0.5 }).apply(x)`,
      },
    },
    'of a variable': {
      code: `
let x = input(32, 32, 3).conv2d(16, 3)
x.batchNorm().relu()
//            ^^^^ warning: relu returns a new tensor, and nothing keeps it`,
      fixed: {
        'Assign it to x': `
let x = input(32, 32, 3).conv2d(16, 3)
x = x.batchNorm().relu()`,
      },
    },
    'of a parameter': {
      code: `
function activate(x: Tensor) {
  x.relu()
//  ^^^^ warning: relu returns a new tensor, and nothing keeps it
  return x
}`,
      fixed: {
        'Assign it to x': `
function activate(x: Tensor) {
  x = x.relu()
  return x
}`,
      },
    },
    'of a constant, which cannot be assigned to': {
      code: `
const image = input(32, 32, 3)
image.relu()
//    ^^^^ warning: relu returns a new tensor, and nothing keeps it`,
      fixed: {},
    },
  },
})
