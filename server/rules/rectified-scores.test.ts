import { checkRule } from './checkRule'
import { rectifiedScores } from './rectified-scores'

checkRule(rectifiedScores, {
  valid: {
    'linear scores': `
const features = input(64)
model('m', features, features.dense(32).relu().dense(10).softmax())`,
    'a gate, on purpose': `
const features = input(64)
model('m', features, features.multiply(features.dense(64).relu().sigmoid()))`,
    'what comes behind is not known': `
export const head = (x: Tensor) => x.dense(10).relu()`,
  },
  invalid: {
    'before the softmax': {
      code: `
const features = input(64)
model('m', features, features.dense(10).relu().softmax())
//                                      ^^^^ information: relu makes every score below 0 the same: unlikely classes cannot be told from very unlikely ones`,
      fixed: {
        'Remove relu': `
const features = input(64)
model('m', features, features.dense(10).softmax())`,
      },
    },
    'before a pooling and a sigmoid, applied by the convolution itself': {
      code: `
const image = input(32, 32, 3)
const x = image.conv2d(1, 3, { activation: 'relu' })
//                                         ^^^^^^ information: relu makes every score below 0 the same: the sigmoid behind it never falls below 0.5
model('m', image, x.globalAveragePool2d().sigmoid())`,
      fixed: {
        'Remove relu': `
const image = input(32, 32, 3)
const x = image.conv2d(1, 3, { activation: 'linear' })
model('m', image, x.globalAveragePool2d().sigmoid())`,
      },
    },
  },
})
