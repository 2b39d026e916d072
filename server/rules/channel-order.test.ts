import { channelOrder } from './channel-order'
import { checkRule } from './checkRule'

checkRule(channelOrder, {
  valid: {
    'channels last': `
const image = input(224, 224, 3)
model('m', image, image.conv2d(16, 3).relu())`,
    'a signal of one row, on purpose': `
const signal = input(1, 500, 64)
model('m', signal, signal.conv2d(16, [1, 9]).relu())`,
    'three rows with few features': `
const joints = input(3, 100, 8)
model('m', joints, joints.conv2d(16, 3).relu())`,
    'a vector': `
const features = input(128)
model('m', features, features.dense(10))`,
    'a size that nobody knows': `
const image = input(3, null, null)
model('m', image, image.conv2d(16, 3).relu())`,
  },
  invalid: {
    'a colour image': {
      code: `
const image = input(3, 64, 48)
//            ^^^^^ warning: 3×64×48 means 3 rows of 64 pixels with 48 channels; the channels come last
model('m', image, image.conv2d(16, 3).relu())`,
      fixed: {
        'Use 64, 48, 3': `
const image = input(64, 48, 3)
model('m', image, image.conv2d(16, 3).relu())`,
      },
    },
    'a digit, whose windows then do not fit': {
      code: `
const image = input(1, 28, 28)
//            ^^^^^ warning: 1×28×28 means 1 row of 28 pixels with 28 channels; the channels come last
model('m', image, image.conv2d(16, 5).relu())`,
      fixed: {
        'Use 28, 28, 1': `
const image = input(28, 28, 1)
model('m', image, image.conv2d(16, 5).relu())`,
      },
    },
    'sizes with names: no fix': {
      code: `
const [channels, height, width] = [3, 224, 224]
const image = input(channels, height, width)
//            ^^^^^ warning: 3×224×224 means 3 rows of 224 pixels with 224 channels; the channels come last
model('m', image, image.conv2d(16, 3, { padding: 'same' }).relu())`,
      fixed: {},
    },
    'the first layer of a TensorFlow.js model': {
      code: `
import * as tf from '@tensorflow/tfjs'
const network = tf.sequential()
network.add(tf.layers.conv2d({ inputShape: [3, 64, 64], filters: 8, kernelSize: 3, padding: 'same', activation: 'relu' }))
//                                         ^^^^^^^^^^^ warning: 3×64×64 means 3 rows of 64 pixels with 64 channels; the channels come last`,
      fixed: {
        'Use 64, 64, 3': `
import * as tf from '@tensorflow/tfjs'
const network = tf.sequential()
network.add(tf.layers.conv2d({ inputShape: [64, 64, 3], filters: 8, kernelSize: 3, padding: 'same', activation: 'relu' }))`,
      },
    },
  },
})
