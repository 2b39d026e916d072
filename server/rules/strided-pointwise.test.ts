import { checkRule } from './checkRule'
import { stridedPointwise } from './strided-pointwise'

checkRule(stridedPointwise, {
  valid: {
    'a 1×1 convolution that reads all': `
const image = input(32, 32, 16)
model('m', image, image.conv2d(32, 1).relu())`,
    'a stride on purpose, as large as its window': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(32, 2, { strides: 2 }).relu())`,
    'a transposed convolution': `
const image = input(32, 32, 3)
model('m', image, image.conv2dTranspose(32, 1, { strides: 2 }).relu())`,
    'a stride that nobody knows': `
export const shortcut = (x: Tensor, strides: number) => x.conv2d(32, 1, { strides })`,
  },
  invalid: {
    'a shortcut': {
      code: `
const image = input(56, 56, 64)
model('m', image, image.conv2d(128, 1, { strides: 2, useBias: false }).batchNorm())
//                      ^^^^^^ information: reads 1 of every 4 pixels of its 56×56 map and never looks at the others; averaging before it would use them`,
      fixed: {
        'Average 2×2 blocks first': `
const image = input(56, 56, 64)
model('m', image, image.avgPool2d(2, { padding: 'same' }).conv2d(128, 1, { strides: 1, useBias: false }).batchNorm())`,
      },
    },
    'a stride that a helper computes: no fix': {
      code: `
const shortcut = (x: Tensor, strides: number) => x.conv2d(32, 1, { strides })
//                                                 ^^^^^^ information: reads 1 of every 4 pixels of its H×W map and never looks at the others; averaging before it would use them
const image = input(null, null, 16)
model('m', image, shortcut(image, 2))`,
      fixed: {},
    },
    'in a list of TensorFlow.js layers': {
      code: `
import * as tf from '@tensorflow/tfjs'
const network = tf.sequential({ layers: [
  tf.layers.conv2d({ inputShape: [33, 33, 3], filters: 8, kernelSize: 3, activation: 'relu' }),
  tf.layers.conv2d({ filters: 8, kernelSize: 1, strides: 2, activation: 'relu' })] })
//          ^^^^^^ information: reads 1 of every 4 pixels of its 31×31 map and never looks at the others; averaging before it would use them`,
      fixed: {
        'Average 2×2 blocks first': `
import * as tf from '@tensorflow/tfjs'
const network = tf.sequential({ layers: [
  tf.layers.conv2d({ inputShape: [33, 33, 3], filters: 8, kernelSize: 3, activation: 'relu' }),
  tf.layers.averagePooling2d({ poolSize: 2, padding: 'same' }),
  tf.layers.conv2d({ filters: 8, kernelSize: 1, strides: 1, activation: 'relu' })] })`,
      },
    },
  },
})
