import { checkRule } from './checkRule'
import { noActivation } from './no-activation'

checkRule(noActivation, {
  valid: {
    'layers of which only one is taken': `
import * as tf from '@tensorflow/tfjs'
declare const size: string
const net = tf.sequential()
if (size === 'small') net.add(tf.layers.dense({ inputShape: [4], units: 16 }))
else net.add(tf.layers.dense({ inputShape: [4], units: 64 }))
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
    'one activation at least': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3).relu().maxPool2d(2).conv2d(8, 3).maxPool2d(2).flatten().dense(10).softmax())`,
    'a linear classifier of two layers, on purpose': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3).maxPool2d(2).flatten().dense(10).softmax())`,
    'an activation that nobody knows': `
const image = input(32, 32, 3)
const activation = Math.random() > 0.5 ? 'relu' : 'tanh'
const x = image.conv2d(8, 3, { activation }).maxPool2d(2).conv2d(8, 3, { activation }).maxPool2d(2)
model('m', image, x.flatten().dense(10).softmax())`,
  },
  invalid: {
    'only pooling between': {
      code: `
const image = input(32, 32, 3)
const x = image.conv2d(8, 3).maxPool2d(2).conv2d(16, 3).maxPool2d(2)
//              ^^^^^^ warning: none of the 2 hidden layers of m is activated: together they are hardly more than one linear layer
model('m', image, x.flatten().dense(10).softmax())`,
      fixed: {
        'Add relu after 2 layers': `
const image = input(32, 32, 3)
const x = image.conv2d(8, 3).relu().maxPool2d(2).conv2d(16, 3).relu().maxPool2d(2)
model('m', image, x.flatten().dense(10).softmax())`,
      },
    },
    'a program of TensorFlow.js': {
      code: `import * as tf from '@tensorflow/tfjs'
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 8, kernelSize: 3 }))
//                ^^^^^^ warning: none of the 2 hidden layers of sequential_1 is activated: together they are hardly more than one linear layer
net.add(tf.layers.maxPooling2d({ poolSize: 2 }))
net.add(tf.layers.conv2d({ filters: 16, kernelSize: 3 }))
net.add(tf.layers.maxPooling2d({ poolSize: 2 }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
      fixed: {
        'Add relu after 2 layers': `import * as tf from '@tensorflow/tfjs'
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 8, kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.maxPooling2d({ poolSize: 2 }))
net.add(tf.layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.maxPooling2d({ poolSize: 2 }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
      },
    },
  },
})
