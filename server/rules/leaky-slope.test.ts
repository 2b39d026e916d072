import { checkRule } from './checkRule'
import { leakySlope } from './leaky-slope'

checkRule(leakySlope, {
  valid: {
    'the usual slope': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3).leakyRelu({ alpha: 0.1 }))`,
    'a steep slope, on purpose': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3).leakyRelu({ alpha: 0.5 }))`,
    'a slope that nobody knows': `
export const act = (x: Tensor, alpha: number) => x.leakyRelu({ alpha })`,
  },
  invalid: {
    'a slope of 1': {
      code: `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3).leakyRelu({ alpha: 1 }).flatten().dense(10).softmax())
//                                                       ^ warning: with slope 1 negative and positive numbers pass alike: it does nothing`,
      fixed: {
        'Use slope 0.1': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3).leakyRelu({ alpha: 0.1 }).flatten().dense(10).softmax())`,
      },
    },
  },
})
