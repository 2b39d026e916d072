import { checkRule } from './checkRule'
import { unknownOption } from './unknown-option'

checkRule(unknownOption, {
  valid: {
    'an option of the layer': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3, { strides: 2 }))`,
    'a name, which every layer may have on purpose': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3, { name: 'stem' }))`,
    'options that nobody knows': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3, JSON.parse(String(Math.random()))))`,
    'options of TensorFlow.js, and those that are spread': `
import * as tf from '@tensorflow/tfjs'
const shared = { strides: 2, stride: 1 }
tf.layers.conv2d({ inputShape: [32, 32, 3], filters: 8, kernelSize: 3, ...shared }).apply(tf.input({ shape: [32, 32, 3] }))`,
  },
  invalid: {
    'one that TensorFlow.js ignores': {
      code: `
import * as tf from '@tensorflow/tfjs'
tf.sequential({ layers: [tf.layers.conv2d({ inputShape: [32, 32, 3], filters: 8, kernelSize: 3, stride: 2 })] })
//                                                                                              ^^^^^^ warning: TensorFlow.js ignores it: conv2d has no option stride; did you mean strides?`,
      fixed: {
        'Change stride to strides': `
import * as tf from '@tensorflow/tfjs'
tf.sequential({ layers: [tf.layers.conv2d({ inputShape: [32, 32, 3], filters: 8, kernelSize: 3, strides: 2 })] })`,
      },
    },
    "Keras's spelling, and an option of another layer": {
      code: `
import * as tf from '@tensorflow/tfjs'
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [32, 32, 3], filters: 8, kernelSize: 3, use_bias: false }))
//                                                                             ^^^^^^^^ warning: TensorFlow.js ignores it: conv2d has no option use_bias; did you mean useBias?
net.add(tf.layers.maxPooling2d({ poolSize: 2, activation: 'relu' }))
//                                            ^^^^^^^^^^ warning: TensorFlow.js ignores it: maxPooling2d has no option activation`,
      fixed: {
        'Change use_bias to useBias': `
import * as tf from '@tensorflow/tfjs'
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [32, 32, 3], filters: 8, kernelSize: 3, useBias: false }))
net.add(tf.layers.maxPooling2d({ poolSize: 2, activation: 'relu' }))`,
      },
    },
    'a slip': {
      code: `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3, { stride: 2, useBias: false }))
//                                      ^^^^^^ error: conv2d has no option stride; did you mean strides?`,
      fixed: {
        'Change stride to strides': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3, { strides: 2, useBias: false }))`,
      },
    },
    'a slip in shorthand': {
      code: `
const stride = 2
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3, { stride }))
//                                      ^^^^^^ error: conv2d has no option stride; did you mean strides?`,
      fixed: {
        'Change stride to strides': `
const stride = 2
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3, { strides: stride }))`,
      },
    },
    'no option like it': {
      code: `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3, { momentum: 0.9 }))
//                                      ^^^^^^^^ error: conv2d has no option momentum`,
      fixed: {},
    },
  },
})
