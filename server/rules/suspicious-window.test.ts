import { checkRule } from './checkRule'
import { suspiciousWindow } from './suspicious-window'

checkRule(suspiciousWindow, {
  valid: {
    'the large window of AlexNet': `
const image = input(227, 227, 3)
model('m', image, image.conv2d(96, 11, { strides: 4 }).relu())`,
    'a window as large as its map, on purpose': `
const image = input(33, 33, 3)
model('m', image, image.conv2d(96, 33).relu())`,
    'a large depthwise window': `
const image = input(64, 64, 3)
model('m', image, image.depthwiseConv2d(33, { padding: 'same' }).relu())`,
    'a window along a signal': `
const signal = input(22, 256, 1)
model('m', signal, signal.conv2d(8, [1, 64]).relu())`,
    'a window that nobody knows': `
export const stem = (x: Tensor, side: number) => x.conv2d(96, side, { padding: 'same' }).relu()`,
  },
  invalid: {
    'a digit twice': {
      code: `
const image = input(64, 64, 3)
model('m', image, image.conv2d(16, 33, { padding: 'same' }).relu())
//                      ^^^^^^ warning: a window of 33×33 pixels is unheard of; was 3×3 meant`,
      fixed: {
        'Use kernelSize 3': `
const image = input(64, 64, 3)
model('m', image, image.conv2d(16, 3, { padding: 'same' }).relu())`,
      },
    },
    'a pooling of 22': {
      code: `
const image = input(64, 64, 3)
model('m', image, image.conv2d(16, 3).relu().maxPool2d(22))
//                                           ^^^^^^^^^ warning: a window of 22×22 pixels is unheard of; was 2×2 meant`,
      fixed: {
        'Use poolSize 2': `
const image = input(64, 64, 3)
model('m', image, image.conv2d(16, 3).relu().maxPool2d(2))`,
      },
    },
  },
})
