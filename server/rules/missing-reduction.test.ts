import { checkRule } from './checkRule'
import { missingReduction } from './missing-reduction'

checkRule(missingReduction, {
  valid: {
    'a reduction before it': `
const x = input(28, 28, 1024)
model('m', x, x.conv2d(256, 1).batchNorm().relu().conv2d(256, 3, { padding: 'same' }).relu())`,
    'few channels': `
const x = input(28, 28, 128)
model('m', x, x.conv2d(512, 3, { padding: 'same' }).relu())`,
    'a depthwise window, on purpose': `
const x = input(28, 28, 512)
model('m', x, x.depthwiseConv2d(3, { padding: 'same' }).conv2d(512, 1).relu())`,
    'channels that nobody knows': `
export const block = (x: Tensor) => x.conv2d(512, 3, { padding: 'same' }).relu()`,
  },
  invalid: {
    // 9·512·512 = 2,359,296 against 512·128 + 9·128·512 = 655,360.
    '512 channels': {
      code: `
const x = input(28, 28, 512)
model('m', x, x.conv2d(512, 3, { padding: 'same' }).relu())
//              ^^^^^^ information: 3×3 on 512 channels holds 2,359,296 weights; with a 1×1 convolution to 128 before it, both hold 655,360 (72 % fewer)`,
      fixed: {
        'Reduce to 128 channels by a 1×1 convolution first': `
const x = input(28, 28, 512)
model('m', x, x.conv2d(128, 1).relu().conv2d(512, 3, { padding: 'same' }).relu())`,
      },
    },
  },
})
