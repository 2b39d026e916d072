import { checkRule } from './checkRule'
import { strideAndDilation } from './stride-and-dilation'

checkRule(strideAndDilation, {
  valid: {
    'one of the two': `
import * as tf from '@tensorflow/tfjs'
const network = tf.sequential()
network.add(tf.layers.conv2d({ inputShape: [32, 32, 3], filters: 8, kernelSize: 3, strides: 2, activation: 'relu' }))
network.add(tf.layers.conv2d({ filters: 8, kernelSize: 3, dilationRate: 2, activation: 'relu' }))`,
    'both in the builder, which computes them on purpose': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3, { strides: 2, dilationRate: 2 }).relu())`,
    'a rate that nobody knows': `
import * as tf from '@tensorflow/tfjs'
const network = tf.sequential()
const dilationRate = Number(process.argv[2])
network.add(tf.layers.conv2d({ inputShape: [32, 32, 3], filters: 8, kernelSize: 3, strides: 2, dilationRate }))`,
  },
  invalid: {
    both: {
      code: `
import * as tf from '@tensorflow/tfjs'
const network = tf.sequential()
network.add(tf.layers.conv2d({ inputShape: [32, 32, 3], filters: 8, kernelSize: 3, strides: 2, dilationRate: [2, 2] }))
//                    ^^^^^^ error: TensorFlow.js computes strides (2×2) or dilation (2×2), not both: the model throws when it runs`,
      fixed: {
        'Use dilationRate 1': `
import * as tf from '@tensorflow/tfjs'
const network = tf.sequential()
network.add(tf.layers.conv2d({ inputShape: [32, 32, 3], filters: 8, kernelSize: 3, strides: 2, dilationRate: 1 }))`,
        'Use strides 1': `
import * as tf from '@tensorflow/tfjs'
const network = tf.sequential()
network.add(tf.layers.conv2d({ inputShape: [32, 32, 3], filters: 8, kernelSize: 3, strides: 1, dilationRate: [2, 2] }))`,
      },
    },
  },
})
