import { checkRule } from './checkRule'
import { dropoutAfterOutput } from './dropout-after-output'

checkRule(dropoutAfterOutput, {
  valid: {
    'before the last dense layer': `
const features = input(64)
model('m', features, features.dense(32).relu().dropout(0.5).dense(10).softmax())`,
    'on features that another model goes on with, on purpose': `
const features = input(64)
model('encoder', features, features.dense(32).relu().dropout(0.5))`,
    'on a map': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3).dropout(0.1))`,
    'what it stands on is not known': `
export const head = (x: Tensor) => x.softmax().dropout(0.5)`,
    'rectified features of a model that is not trained by itself': `
import * as tf from '@tensorflow/tfjs'
const features = tf.sequential()
features.add(tf.layers.dense({ inputShape: [8], units: 64, activation: 'relu' }))
features.add(tf.layers.dropout({ rate: 0.5 }))`,
  },
  invalid: {
    'behind a rectified output of a model of TensorFlow.js that is trained': {
      code: `
import * as tf from '@tensorflow/tfjs'
const price = tf.sequential()
price.add(tf.layers.dense({ inputShape: [8], units: 64, activation: 'relu' }))
price.add(tf.layers.dense({ units: 1, activation: 'relu' }))
price.add(tf.layers.dropout({ rate: 0.5 }))
//                  ^^^^^^^ warning: drops the score that the model hands out, and no layer behind it learns from that: put it before the last dense layer
price.compile({ optimizer: 'adam', loss: 'meanSquaredError' })`,
      fixed: {
        'Remove the dropout': `
import * as tf from '@tensorflow/tfjs'
const price = tf.sequential()
price.add(tf.layers.dense({ inputShape: [8], units: 64, activation: 'relu' }))
price.add(tf.layers.dense({ units: 1, activation: 'relu' }))
price.compile({ optimizer: 'adam', loss: 'meanSquaredError' })`,
      },
    },
    'behind the softmax': {
      code: `
const features = input(64)
model('m', features, features.dense(10).softmax().dropout(0.5))
//                                                ^^^^^^^ warning: drops probabilities that the model hands out, and no layer behind it learns from that: put it before the last dense layer`,
      fixed: {
        'Remove the dropout': `
const features = input(64)
model('m', features, features.dense(10).softmax())`,
      },
    },
    'between the scores and the softmax': {
      code: `
const features = input(64)
model('m', features, features.dense(10).dropout(0.5).softmax())
//                                      ^^^^^^^ warning: drops the 10 scores that the model hands out, and no layer behind it learns from that: put it before the last dense layer`,
      fixed: {
        'Remove the dropout': `
const features = input(64)
model('m', features, features.dense(10).softmax())`,
      },
    },
    'on the number of a regression': {
      code: `
const features = input(64)
let x = features.dense(1)
x = x.dropout(0.2)
//    ^^^^^^^ warning: drops the score that the model hands out, and no layer behind it learns from that: put it before the last dense layer
model('m', features, x)`,
      fixed: {
        'Remove the dropout': `
const features = input(64)
let x = features.dense(1)
model('m', features, x)`,
      },
    },
  },
})
