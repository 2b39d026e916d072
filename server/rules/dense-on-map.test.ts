import { checkRule } from './checkRule'
import { denseOnMap } from './dense-on-map'

checkRule(denseOnMap, {
  valid: {
    'a vector': `
const image = input(28, 28, 1)
model('m', image, image.conv2d(8, 3).relu().flatten().dense(10).softmax())`,
    'a classifier of pixels, on purpose': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3).relu().maxPool2d(2).dense(5).softmax(), { task: 'segmentation' })`,
    'scores as large as the image': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3, { padding: 'same' }).relu().dense(5).softmax())`,
    'pooled behind, as in a mixer': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(64, 4, { strides: 4 }).dense(64).gelu().globalAveragePool2d().dense(10).softmax())`,
    'a gate': `
const image = input(32, 32, 3)
const x = image.conv2d(16, 3, { strides: 2 }).relu()
const gate = x.globalAveragePool2d({ keepDims: true }).dense(4).relu().dense(16).sigmoid()
model('m', image, x.multiply(gate).globalAveragePool2d().dense(10).softmax())`,
    'a map whose size nobody knows': `
const image = input(null, null, 3)
model('m', image, image.conv2d(8, 3).relu().dense(10).softmax())`,
  },
  invalid: {
    'a classifier without flattening': {
      code: `
const image = input(28, 28, 1)
const x = image.conv2d(8, 3, { activation: 'relu' }).maxPool2d(2)
model('m', image, x.dense(64, { activation: 'relu' }).dropout(0.5).dense(10).softmax())
//                  ^^^^^ warning: works at each of the 13×13 places by itself: the model gives 13×13×10, not the scores of one image`,
      fixed: {
        'Average the map first': `
const image = input(28, 28, 1)
const x = image.conv2d(8, 3, { activation: 'relu' }).maxPool2d(2)
model('m', image, x.globalAveragePool2d().dense(64, { activation: 'relu' }).dropout(0.5).dense(10).softmax())`,
        'Flatten the map first': `
const image = input(28, 28, 1)
const x = image.conv2d(8, 3, { activation: 'relu' }).maxPool2d(2)
model('m', image, x.flatten().dense(64, { activation: 'relu' }).dropout(0.5).dense(10).softmax())`,
      },
    },
    'an image that only dense layers read: flattening takes the image in': {
      code: `
const image = input(28, 28, 1)
const hidden = image.dense(64, { activation: 'relu' })
//                   ^^^^^ warning: works at each of the 28×28 places by itself: the model gives 28×28×10, not the scores of one image
model('m', image, hidden.dense(10).softmax())`,
      fixed: {
        'Average the map first': `
const image = input(28, 28, 1)
const hidden = image.globalAveragePool2d().dense(64, { activation: 'relu' })
model('m', image, hidden.dense(10).softmax())`,
        'Flatten the map first': `
const image = input(28, 28, 1)
const hidden = image.flatten().dense(64, { activation: 'relu' })
model('m', image, hidden.dense(10).softmax())`,
      },
    },
    'a dense layer before the flattening': {
      code: `
const image = input(28, 28, 1)
const x = image.conv2d(8, 3).relu().maxPool2d(2)
model('m', image, x.dense(64).relu().flatten().dense(10).softmax())
//                  ^^^^^ warning: works at each of the 13×13 places by itself; it stands before the flattening that would bring the map to a vector`,
      fixed: {
        'Flatten the map first': `
const image = input(28, 28, 1)
const x = image.conv2d(8, 3).relu().maxPool2d(2)
model('m', image, x.flatten().dense(64).relu().dense(10).softmax())`,
      },
    },
    'a sequential model of TensorFlow.js': {
      code: `
import * as tf from '@tensorflow/tfjs'
const network = tf.sequential()
network.add(tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 8, kernelSize: 3, activation: 'relu' }))
network.add(tf.layers.maxPooling2d({ poolSize: 2 }))
network.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
//                    ^^^^^ warning: works at each of the 13×13 places by itself: the model gives 13×13×10, not the scores of one image`,
      fixed: {
        'Average the map first': `
import * as tf from '@tensorflow/tfjs'
const network = tf.sequential()
network.add(tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 8, kernelSize: 3, activation: 'relu' }))
network.add(tf.layers.maxPooling2d({ poolSize: 2 }))
network.add(tf.layers.globalAveragePooling2d({}))
network.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
        'Flatten the map first': `
import * as tf from '@tensorflow/tfjs'
const network = tf.sequential()
network.add(tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 8, kernelSize: 3, activation: 'relu' }))
network.add(tf.layers.maxPooling2d({ poolSize: 2 }))
network.add(tf.layers.flatten())
network.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
      },
    },
    'a functional model, with the flattening too late': {
      code: `
import * as tf from '@tensorflow/tfjs'
const image = tf.input({ shape: [28, 28, 1] })
const map = tf.layers.conv2d({ filters: 8, kernelSize: 3, activation: 'relu' }).apply(image)
let x = tf.layers.dense({ units: 64, activation: 'relu' }).apply(map)
//                ^^^^^ warning: works at each of the 26×26 places by itself; it stands before the flattening that would bring the map to a vector
x = tf.layers.flatten().apply(x)
const network = tf.model({ inputs: image, outputs: tf.layers.dense({ units: 10, activation: 'softmax' }).apply(x) })`,
      fixed: {
        'Flatten the map first': `
import * as tf from '@tensorflow/tfjs'
const image = tf.input({ shape: [28, 28, 1] })
const map = tf.layers.conv2d({ filters: 8, kernelSize: 3, activation: 'relu' }).apply(image)
let x = tf.layers.dense({ units: 64, activation: 'relu' }).apply(tf.layers.flatten().apply(map))
const network = tf.model({ inputs: image, outputs: tf.layers.dense({ units: 10, activation: 'softmax' }).apply(x) })`,
      },
    },
  },
})
