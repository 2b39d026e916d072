import { checkRule } from './checkRule'
import { dropoutRateOutOfRange } from './dropout-rate-out-of-range'

const net = (layer: string) => `
import * as tf from '@tensorflow/tfjs'
const net = tf.sequential()
net.add(tf.layers.dense({ inputShape: [512], units: 64, activation: 'relu' }))
${layer}
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`

checkRule(dropoutRateOutOfRange, {
  valid: {
    half: net('net.add(tf.layers.dropout({ rate: 0.5 }))'),
    '0, on purpose': net('net.add(tf.layers.dropout({ rate: 0 }))'),
    'a rate that nobody knows': net('net.add(tf.layers.dropout({ rate: Math.random() * 2 }))'),
  },
  invalid: {
    'in percent': {
      code: net(`net.add(tf.layers.dropout({ rate: 25 }))
//                                ^^ warning: drops nothing: 25 is no share between 0 and 1, and TensorFlow.js then leaves dropout out`),
      fixed: { 'Use rate 0.25': net('net.add(tf.layers.dropout({ rate: 0.25 }))') },
    },
    'all of it': {
      code: net(`net.add(tf.layers.alphaDropout({ rate: 1 }))
//                                     ^ warning: drops nothing: 1 is no share between 0 and 1, and TensorFlow.js then leaves dropout out`),
      fixed: { 'Use rate 0.5': net('net.add(tf.layers.alphaDropout({ rate: 0.5 }))') },
    },
    'a negative one': {
      code: net(`net.add(tf.layers.dropout({ rate: -0.5 }))
//                                ^^^^ warning: drops nothing: -0.5 is no share between 0 and 1, and TensorFlow.js then leaves dropout out`),
      fixed: { 'Use rate 0.5': net('net.add(tf.layers.dropout({ rate: 0.5 }))') },
    },
  },
})
