import { checkRule } from './checkRule'
import { invalidOption } from './invalid-option'

checkRule(invalidOption, {
  valid: {
    'a padding of each side, on purpose': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3, { padding: { top: 0, bottom: 1, left: 0, right: 1 } }))`,
    'a padding that nobody knows': `
declare const padding: 'same' | 'valid'
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3, { padding }))`,
  },
  invalid: {
    'a word that is none of the few': {
      code: `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3, { padding: 'full' }))
//                                               ^^^^^^ error: padding must be 'same', 'valid', a number of pixels, or { top, bottom, left, right }, got 'full'`,
      fixed: {
        "Use 'same'": `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3, { padding: 'same' }))`,
        "Use 'valid'": `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3, { padding: 'valid' }))`,
      },
    },
    'half a filter': {
      code: `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16 / 3, 3))
//                             ^^^^^^ error: filters must be integer of at least 1, got 5.333333333333333`,
      fixed: {},
    },
  },
})
