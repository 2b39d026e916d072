import { checkRule } from './checkRule'
import { windowLargerThanMap } from './window-larger-than-map'

checkRule(windowLargerThanMap, {
  valid: {
    'a window that reaches beyond the border everywhere, but whose weights all meet the map': `
const image = input(2, 2, 8)
model('m', image, image.conv2d(8, 3, { padding: 'same' }))`,
    'no border: a dense layer in disguise, on purpose': `
const image = input(7, 7, 8)
model('m', image, image.conv2d(8, 7))`,
    'a 1×1 window on a 1×1 map, as squeeze-and-excite has it': `
const image = input(1, 1, 8)
model('m', image, image.conv2d(8, 1, { padding: 'same' }))`,
    'a map of any size': `
const image = input(null, null, 8)
model('m', image, image.conv2d(8, 9, { padding: 'same' }))`,
    'a window that nobody knows': `
const image = input(1, 1, 8)
model('m', image, image.conv2d(8, Math.round(Math.random() * 9), { padding: 'same' }))`,
  },
  invalid: {
    'on a 1×1 map': {
      code: `
const image = input(8, 8, 8)
model('m', image, image.maxPool2d(8).conv2d(8, 3, { padding: 'same' }))
//                                   ^^^^^^ warning: 8 of 9 weights of each window only ever see the border of the 1×1 map`,
      fixed: {
        'Use kernelSize 1': `
const image = input(8, 8, 8)
model('m', image, image.maxPool2d(8).conv2d(8, 1, { padding: 'same' }))`,
      },
    },
    // Along 4 rows a window of 9 meets offsets −3 … 3, that is 7; along 9 columns all of it.
    'along one axis': {
      code: `
const image = input(4, 9, 8)
model('m', image, image.conv2d(8, 9, { padding: 'same' }))
//                      ^^^^^^ warning: 18 of 81 weights of each window only ever see the border of the 4×9 map`,
      fixed: {
        'Use kernelSize [7, 9]': `
const image = input(4, 9, 8)
model('m', image, image.conv2d(8, [7, 9], { padding: 'same' }))`,
      },
    },
  },
})
