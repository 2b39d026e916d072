import { checkRule } from './checkRule'
import { windowSkipsPixels } from './window-skips-pixels'

checkRule(windowSkipsPixels, {
  valid: {
    'a stride as large as the window': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 4, { strides: 4 }))`,
    'a 1×1 shortcut, which samples on purpose': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 1, { strides: 2 }))`,
    'a transposed convolution, whose stride spreads the output': `
const image = input(32, 32, 3)
model('m', image, image.conv2dTranspose(8, 2, { strides: 4 }))`,
    'a stride that nobody knows': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3, { strides: Math.round(Math.random() * 9) }))`,
  },
  invalid: {
    'a convolution': {
      code: `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3, { strides: 5 }))
//                                              ^ warning: never reads 2 of every 5 rows or columns of its input`,
      fixed: {
        'Use strides 3': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3, { strides: 3 }))`,
      },
    },
    'a pooling along one axis': {
      code: `
const image = input(32, 32, 3)
model('m', image, image.maxPool2d(2, { strides: [2, 3] }))
//                                              ^^^^^^ warning: never reads 1 of every 3 rows or columns of its input`,
      fixed: {
        'Use strides 2': `
const image = input(32, 32, 3)
model('m', image, image.maxPool2d(2, { strides: 2 }))`,
      },
    },
    'a computed stride: no fix': {
      code: `
const strides = 2 + 1
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 2, { strides }))
//                                     ^^^^^^^ warning: never reads 1 of every 3 rows or columns of its input`,
      fixed: {},
    },
  },
})
