import { checkRule } from './checkRule'
import { reshapeMisfit } from './reshape-misfit'

const net = (layer: string) => `
import * as tf from '@tensorflow/tfjs'
const net = tf.sequential()
${layer}
net.add(tf.layers.conv2d({ filters: 8, kernelSize: 3, activation: 'relu' }))`

checkRule(reshapeMisfit, {
  valid: {
    'as many elements': net('net.add(tf.layers.reshape({ inputShape: [784], targetShape: [28, 28, 1] }))'),
    'a size that is left open on purpose': net(
      'net.add(tf.layers.reshape({ inputShape: [784], targetShape: [28, null, 1] }))',
    ),
    'a size that nobody knows': net(
      'net.add(tf.layers.reshape({ inputShape: [784], targetShape: [28, Math.round(Math.random()), 1] }))',
    ),
  },
  invalid: {
    'three channels of one': {
      code: net(`net.add(tf.layers.reshape({ inputShape: [784], targetShape: [28, 28, 3] }))
//                                                          ^^^^^^^^^^^ error: 784 has 784 elements, which do not fill 28×28×3: the model throws when it runs`),
      fixed: {},
    },
    'an open size that does not come out even': {
      code: net(`net.add(tf.layers.reshape({ inputShape: [28, 28, 1], targetShape: [30, -1, 1] }))
//                                                                ^^^^^^^^^^^ error: 28×28×1 has 784 elements, which do not fill 30×?×1: the model throws when it runs`),
      fixed: {},
    },
  },
})
