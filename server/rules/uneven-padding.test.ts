import { checkRule } from './checkRule'
import { unevenPadding } from './uneven-padding'

checkRule(unevenPadding, {
  valid: {
    'one more than a multiple of the stride': `
const image = input(225, 225, 3)
model('m', image, image.conv2d(16, 3, { strides: 2, padding: 'same' }).relu())`,
    'windows side by side': `
const image = input(224, 224, 3)
model('m', image, image.maxPool2d(2).conv2d(16, 3).relu())`,
    'a border by hand, on purpose': `
const image = input(224, 224, 3)
model('m', image, image.conv2d(16, 7, { strides: 2, padding: 3 }).relu())`,
    'a map whose size nobody knows': `
const image = input(null, null, 3)
model('m', image, image.conv2d(16, 3, { strides: 2, padding: 'same' }).relu())`,
  },
  invalid: {
    'padding same on an even map': {
      code: `
const image = input(224, 224, 3)
model('m', image, image.conv2d(16, 3, { strides: 2, padding: 'same' }).relu())
//                      ^^^^^^ information: adds 0 before and 1 behind its 224 rows: what lies there counts for less than at the opposite border`,
      fixed: {},
    },
    'a row that is never read': {
      code: `
const image = input(28, 28, 1)
model('m', image, image.conv2d(8, 6).relu().maxPool2d(2))
//                                          ^^^^^^^^^ information: leaves the last row of its 23 unread: what lies there counts for less than at the opposite border`,
      fixed: {},
    },
  },
})
