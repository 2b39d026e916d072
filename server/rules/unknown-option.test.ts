import { checkRule } from './checkRule'
import { unknownOption } from './unknown-option'

checkRule(unknownOption, {
  valid: {
    'an option of the layer': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3, { strides: 2 }))`,
    'a name, which every layer may have on purpose': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3, { name: 'stem' }))`,
    'options that nobody knows': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3, JSON.parse(String(Math.random()))))`,
  },
  invalid: {
    'a slip': {
      code: `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3, { stride: 2, useBias: false }))
//                                      ^^^^^^ error: conv2d has no option stride; did you mean strides?`,
      fixed: {
        'Change stride to strides': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3, { strides: 2, useBias: false }))`,
      },
    },
    'a slip in shorthand': {
      code: `
const stride = 2
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3, { stride }))
//                                      ^^^^^^ error: conv2d has no option stride; did you mean strides?`,
      fixed: {
        'Change stride to strides': `
const stride = 2
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3, { strides: stride }))`,
      },
    },
    'no option like it': {
      code: `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3, { momentum: 0.9 }))
//                                      ^^^^^^^^ error: conv2d has no option momentum`,
      fixed: {},
    },
  },
})
