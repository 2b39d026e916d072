import { activationWithoutEffect } from './activation-without-effect'
import { checkRule } from './checkRule'

checkRule(activationWithoutEffect, {
  valid: {
    'a convolution between': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3).relu().conv2d(8, 3).relu())`,
    'a normalisation between, as in pre-activated networks': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3).relu().batchNorm().relu())`,
    'a sum of which one part may be negative': `
const image = input(32, 32, 8)
const x = image.conv2d(8, 1)
model('m', image, x.relu().add(x).relu())`,
    'relu6 behind relu, which cuts at 6 on purpose': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3).relu().relu6())`,
    'what nobody knows': `
const head = (x: Tensor) => x.relu()`,
  },
  invalid: {
    'through pooling': {
      code: `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3).relu().maxPool2d(2).relu())
//                                                       ^^^^ warning: does nothing: what comes from relu_1 is never negative`,
      fixed: {
        'Remove relu': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3).relu().maxPool2d(2))`,
      },
    },
    'on a concatenation of branches that are all rectified': {
      code: `
const image = input(32, 32, 3)
const branch = (filters: number) => image.conv2d(filters, 1).relu()
let x = branch(8).concat(branch(16))
x = x.relu()
//    ^^^^ warning: does nothing: what comes from relu_1 is never negative
model('m', image, x)`,
      fixed: {
        'Remove relu': `
const image = input(32, 32, 3)
const branch = (filters: number) => image.conv2d(filters, 1).relu()
let x = branch(8).concat(branch(16))
model('m', image, x)`,
      },
    },
  },
})
