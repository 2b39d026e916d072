import { checkRule } from './checkRule'
import { softmaxTwice } from './softmax-twice'

checkRule(softmaxTwice, {
  valid: {
    'one softmax': `
const features = input(64)
model('m', features, features.dense(10).softmax())`,
    'a dense layer between, on purpose': `
const features = input(64)
model('m', features, features.dense(32).sigmoid().dense(10).softmax())`,
    'what comes in is not known': `
export const head = (x: Tensor) => x.softmax()`,
  },
  invalid: {
    'an option and a call': {
      code: `
const features = input(64)
model('m', features, features.dense(10, { activation: 'softmax' }).softmax())
//                                                                 ^^^^^^^ warning: softmax over what softmax has brought between 0 and 1: no class of 10 can get more than 0.23`,
      fixed: {
        'Remove the second softmax': `
const features = input(64)
model('m', features, features.dense(10, { activation: 'softmax' }))`,
      },
    },
    'sigmoid, then softmax': {
      code: `
const features = input(64)
model('m', features, features.dense(3).sigmoid().softmax())
//                                               ^^^^^^^ warning: softmax over what sigmoid has brought between 0 and 1: no class of 3 can get more than 0.58`,
      fixed: {
        'Remove the second softmax': `
const features = input(64)
model('m', features, features.dense(3).sigmoid())`,
      },
    },
  },
})
