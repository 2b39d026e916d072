import { checkRule } from './checkRule'
import { evenKernel } from './even-kernel'

checkRule(evenKernel, {
  valid: {
    'an odd window': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3, { padding: 'same' }).relu())`,
    'a window with a stride, such as those of a discriminator': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 4, { strides: 2, padding: 'same' }).leakyRelu())`,
    'a window that smooths an up-sampling, on purpose': `
const image = input(32, 32, 3)
model('m', image, image.upSampling2d(2).conv2d(8, 2, { padding: 'same' }).relu())`,
    'a border of its own': `
const image = input(32, 32, 3)
model('m', image, image.zeroPad2d({ top: 1, bottom: 0, left: 1, right: 0 }).conv2d(8, 2).relu())`,
    'a window along one axis, such as a signal has': `
const image = input(1, 128, 3)
model('m', image, image.conv2d(8, [1, 64], { padding: 'same' }).relu())`,
    'a window that nobody knows': `
export const block = (x: Tensor, kernelSize: number) => x.conv2d(8, kernelSize, { padding: 'same' }).relu()`,
  },
  invalid: {
    'a window of 4': {
      code: `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 4, { padding: 'same' }).relu())
//                      ^^^^^^ warning: an even window of 4×4 with padding 'same' moves the map by half a pixel`,
      fixed: {
        'Use kernelSize 5': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 5, { padding: 'same' }).relu())`,
      },
    },
    'a helper called twice': {
      code: `
const block = (x: Tensor) => x.depthwiseConv2d(2, { padding: 'same' }).relu()
//                             ^^^^^^^^^^^^^^^ warning: an even window of 2×2 with padding 'same' moves the map by half a pixel (in 2 layers)
const image = input(32, 32, 3)
model('m', image, block(block(image)))`,
      fixed: {
        'Use kernelSize 3 (2 layers)': `
const block = (x: Tensor) => x.depthwiseConv2d(3, { padding: 'same' }).relu()
const image = input(32, 32, 3)
model('m', image, block(block(image)))`,
      },
    },
  },
})
