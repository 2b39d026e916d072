import { checkRule } from './checkRule'
import { denseDominates } from './dense-dominates'

checkRule(denseDominates, {
  valid: {
    'an average of the map': `
const image = input(224, 224, 3)
model('m', image, image.conv2d(64, 7, { strides: 4 }).relu().globalAveragePool2d().dense(1000).softmax())`,
    'a small model, in which the dense layer holds most on purpose': `
const image = input(28, 28, 1)
model('m', image, image.conv2d(8, 3).relu().maxPool2d(2).flatten().dense(32).relu().dense(10).softmax())`,
    'a large dense layer on a vector': `
const features = input(4096)
model('m', features, features.dense(4096).relu().dense(10).softmax())`,
    'a map whose size nobody knows': `
const image = input(null, null, 3)
model('m', image, image.conv2d(64, 7, { strides: 4 }).relu().flatten().dense(1000).softmax())`,
  },
  invalid: {
    // The first dense layer of VGG-16 and little before it: (7·7·512 + 1)·4096 = 102,764,544; 48·512·4096 = 100,663,296 saved.
    'the head of VGG-16': {
      code: `
const image = input(14, 14, 512)
const map = image.maxPool2d(2)
model('m', image, map.flatten().dense(4096).relu().dense(1000).softmax())
//                              ^^^^^ information: dense_1 holds 102.8 M of 106.9 M parameters (96 %); averaging the 7×7×512 map before it saves 100.7 M`,
      fixed: {
        'Average the map': `
const image = input(14, 14, 512)
const map = image.maxPool2d(2)
model('m', image, map.globalAveragePool2d().dense(4096).relu().dense(1000).softmax())`,
      },
    },
    // (26·26·64 + 1)·64 = 2,768,960, and 640 and 650 beside it; 675·64·64 = 2,764,800 saved.
    'in statements of TensorFlow.js': {
      code: `
import * as tf from '@tensorflow/tfjs'
const network = tf.sequential()
network.add(tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 64, kernelSize: 3, activation: 'relu' }))
network.add(tf.layers.flatten())
network.add(tf.layers.dense({ units: 64, activation: 'relu', name: 'wide' }))
//                    ^^^^^ information: wide holds 2.8 M of 2.8 M parameters (100 %); averaging the 26×26×64 map before it saves 2.8 M
network.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
      fixed: {
        'Average the map': `
import * as tf from '@tensorflow/tfjs'
const network = tf.sequential()
network.add(tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 64, kernelSize: 3, activation: 'relu' }))
network.add(tf.layers.globalAveragePooling2d({}))
network.add(tf.layers.dense({ units: 64, activation: 'relu', name: 'wide' }))
network.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
      },
    },
  },
})
