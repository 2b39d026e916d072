import { checkRule } from './checkRule'
import { softmaxOfOneUnit } from './softmax-of-one-unit'

checkRule(softmaxOfOneUnit, {
  valid: {
    'two units': `
const features = input(64)
model('m', features, features.dense(2).softmax())`,
    'one unit with sigmoid, on purpose': `
const features = input(64)
model('m', features, features.dense(1).sigmoid())`,
    'an activation that nobody knows': `
export const head = (activation: 'softmax' | 'sigmoid') => {
  const features = input(64)
  model('m', features, features.dense(1, { activation }))
}`,
    'units that nobody knows': `
const features = input(64)
model('m', features, features.dense(Math.round(Math.random())).softmax())`,
    'a number of classes that a caller gives': `
export const head = (x: Tensor, classes: number) => x.dense(classes).softmax()`,
  },
  invalid: {
    'one unit': {
      code: `
const features = input(64)
model('m', features, features.dense(1).softmax())
//                                     ^^^^^^^ error: softmax over 1 number is always 1`,
      fixed: {
        'Use sigmoid': `
const features = input(64)
model('m', features, features.dense(1).sigmoid())`,
      },
    },
    'one unit that applies the softmax itself': {
      code: `
const features = input(64)
model('m', features, features.dense(1, { activation: 'softmax' }))
//                                                   ^^^^^^^^^ error: softmax over 1 number is always 1`,
      fixed: {
        'Use sigmoid': `
const features = input(64)
model('m', features, features.dense(1, { activation: 'sigmoid' }))`,
      },
    },
    'one channel of a mask': {
      code: `
const image = input(32, 32, 3)
model('m', image, image.conv2d(1, 1).softmax())
//                                   ^^^^^^^ error: softmax over 1 number is always 1`,
      fixed: {
        'Use sigmoid': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(1, 1).sigmoid())`,
      },
    },
  },
})
