import { checkRule } from './checkRule'
import { layerWithoutEffect } from './layer-without-effect'

checkRule(layerWithoutEffect, {
  valid: {
    'a pooling of 1×1 windows that samples, on purpose': `
const image = input(32, 32, 3)
model('m', image, image.maxPool2d(1, { strides: 2 }).conv2d(8, 3).relu())`,
    'a border on one side': `
const image = input(32, 32, 3)
model('m', image, image.zeroPad2d({ top: 0, bottom: 1, left: 0, right: 1 }).conv2d(8, 3, { strides: 2 }).relu())`,
    'a size that a helper computes': `
const stage = (x: Tensor, size: number) => x.maxPool2d(size).conv2d(8, 3).relu()
const image = input(32, 32, 3)
model('m', image, stage(image, 1))`,
    'a size that nobody knows': `
export const stage = (x: Tensor, size: number) => x.upSampling2d(size).conv2d(8, 3).relu()`,
  },
  invalid: {
    'a pooling of single pixels': {
      code: `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3).relu().maxPool2d(1))
//                                          ^^^^^^^^^ warning: does nothing: a 1×1 window with stride 1 leaves every element as it is`,
      fixed: {
        'Remove maxPool2d': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3).relu())`,
      },
    },
    'an up-sampling by 1 in a loop': {
      code: `
let x = input(8, 8, 3)
for (let i = 0; i < 2; i++) x = x.upSampling2d(1).conv2d(8, 3).relu()
//                                ^^^^^^^^^^^^ warning: does nothing: the map comes out once as large`,
      fixed: {
        'Remove upSampling2d (2 layers)': `
let x = input(8, 8, 3)
for (let i = 0; i < 2; i++) x = x.conv2d(8, 3).relu()`,
      },
    },
    'in a list of TensorFlow.js layers': {
      code: `
import * as tf from '@tensorflow/tfjs'
const network = tf.sequential({
  layers: [
    tf.layers.conv2d({ inputShape: [32, 32, 3], filters: 8, kernelSize: 3, activation: 'relu' }),
    tf.layers.maxPooling2d({ poolSize: 1, strides: 1 }),
//            ^^^^^^^^^^^^ warning: does nothing: a 1×1 window with stride 1 leaves every element as it is
    tf.layers.globalMaxPooling2d({}),
  ],
})`,
      fixed: {
        'Remove maxPool2d': `
import * as tf from '@tensorflow/tfjs'
const network = tf.sequential({
  layers: [
    tf.layers.conv2d({ inputShape: [32, 32, 3], filters: 8, kernelSize: 3, activation: 'relu' }),
    tf.layers.globalMaxPooling2d({}),
  ],
})`,
      },
    },
  },
})
