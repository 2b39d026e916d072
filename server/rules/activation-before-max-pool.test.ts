import { activationBeforeMaxPool } from './activation-before-max-pool'
import { checkRule } from './checkRule'

checkRule(activationBeforeMaxPool, {
  valid: {
    'behind the pooling': `
const image = input(8, 8, 3)
model('m', image, image.conv2d(4, 3).maxPool2d(2).relu())`,
    'a map that a skip reads too, on purpose': `
const image = input(8, 8, 3)
const map = image.conv2d(4, 1).relu()
model('m', image, map.maxPool2d(2).upSampling2d(2).concat(map))`,
    'an activation that the convolution applies itself': `
const image = input(8, 8, 3)
model('m', image, image.conv2d(4, 3, { activation: 'relu' }).maxPool2d(2))`,
    'a size that nobody knows': `
export const stem = (x: Tensor) => x.conv2d(4, 3).relu().maxPool2d(2)`,
  },
  invalid: {
    'before the pooling': {
      code: `
const image = input(8, 8, 3)
model('m', image, image.conv2d(4, 1).relu().maxPool2d(2))
//                                   ^^^^ hint: works on 256 elements; behind the max pooling it gives the same on 64`,
      fixed: {},
    },
    'in TensorFlow.js': {
      code: `
import * as tf from '@tensorflow/tfjs'
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [8, 8, 3], filters: 4, kernelSize: 1 }))
net.add(tf.layers.reLU())
//                ^^^^ hint: works on 256 elements; behind the max pooling it gives the same on 64
net.add(tf.layers.maxPooling2d({ poolSize: 2 }))`,
      fixed: {},
    },
  },
})
