import { checkRule } from './checkRule'
import { largeKernel } from './large-kernel'

checkRule(largeKernel, {
  valid: {
    'the first layer': `
const image = input(224, 224, 3)
model('m', image, image.conv2d(64, 7, { strides: 2, padding: 'same' }).relu())`,
    'a depthwise convolution with a large window, on purpose': `
const image = input(32, 32, 128)
model('m', image, image.depthwiseConv2d(7, { padding: 'same' }).relu())`,
    'few channels, as in the branches of Inception': `
const image = input(28, 28, 32)
model('m', image, image.conv2d(96, 5, { padding: 'same' }).relu())`,
    'a dense layer in disguise': `
const image = input(7, 7, 512)
model('m', image, image.conv2d(4096, 7).relu())`,
    'filters that more layers would multiply': `
const image = input(28, 28, 64)
model('m', image, image.conv2d(512, 5, { padding: 'same' }).relu())`,
    'a window that nobody knows': `
export const block = (x: Tensor, side: number) => x.conv2d(128, side, { padding: 'same' }).relu()`,
  },
  invalid: {
    // 49·128·128 = 802,816 against 3·9·128·128 = 442,368.
    'a 7×7 window': {
      code: `
const image = input(32, 32, 128)
model('m', image, image.conv2d(128, 7, { padding: 'same' }).relu())
//                      ^^^^^^ information: a 7×7 window on 128 channels holds 802,816 weights; 3 convolutions of 3×3 in a row see the same with 442,368 (45 % fewer)`,
      fixed: {},
    },
  },
})
