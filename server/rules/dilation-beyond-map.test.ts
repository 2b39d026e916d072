import { checkRule } from './checkRule'
import { dilationBeyondMap } from './dilation-beyond-map'

checkRule(dilationBeyondMap, {
  valid: {
    'a large rate on a large map, as in ASPP': `
const image = input(64, 64, 3)
model('m', image, image.conv2d(16, 3, { dilationRate: 18, padding: 'same' }).relu())`,
    'a row of taps on a map of one row, on purpose': `
const image = input(1, 64, 3)
model('m', image, image.conv2d(16, [1, 3], { dilationRate: [1, 4], padding: 'same' }).relu())`,
    'a map whose size nobody knows': `
const image = input(null, null, 3)
model('m', image, image.conv2d(16, 3, { dilationRate: 18, padding: 'same' }).relu())`,
  },
  invalid: {
    'a rate larger than the map': {
      code: `
const image = input(8, 8, 3)
model('m', image, image.conv2d(16, 3, { dilationRate: 12, padding: 'same' }).relu())
//                      ^^^^^^ warning: the map is 8×8, so only 1 of the 9 weights of each window ever meet a pixel`,
      fixed: {
        'Use dilationRate 4': `
const image = input(8, 8, 3)
model('m', image, image.conv2d(16, 3, { dilationRate: 4, padding: 'same' }).relu())`,
      },
    },
    'the last of several branches: no fix': {
      code: `
const image = input(16, 16, 3)
const branch = (dilationRate: number) => image.conv2d(16, 3, { dilationRate, padding: 'same' }).relu()
//                                             ^^^^^^ warning: the map is 16×16, so only 1 of the 9 weights of each window ever meet a pixel
model('m', image, branch(6).concat(branch(12), branch(18)))`,
      fixed: {},
    },
  },
})
