import { checkerboard } from './checkerboard'
import { checkRule } from './checkRule'

checkRule(checkerboard, {
  valid: {
    'a window of twice the stride': `
const code = input(8, 8, 64)
model('m', code, code.conv2dTranspose(32, 4, { strides: 2, padding: 'same' }))`,
    'the up-convolution of U-Net': `
const code = input(8, 8, 64)
model('m', code, code.conv2dTranspose(32, 2, { strides: 2 }))`,
    'stride 1, where every window fits on purpose': `
const code = input(8, 8, 64)
model('m', code, code.conv2dTranspose(32, 3))`,
    'a window that nobody knows': `
const code = input(8, 8, 64)
model('m', code, code.conv2dTranspose(32, Math.round(Math.random() * 9), { strides: 2 }))`,
  },
  invalid: {
    'window 3 on stride 2': {
      code: `
const code = input(8, 8, 64)
model('m', code, code.conv2dTranspose(32, 3, { strides: 2, padding: 'same' }))
//                    ^^^^^^^^^^^^^^^ warning: window 3 is no multiple of stride 2: rows and columns are summed from 1 and 2 inputs by turns, a checkerboard`,
      fixed: {
        'Use kernelSize 4': `
const code = input(8, 8, 64)
model('m', code, code.conv2dTranspose(32, 4, { strides: 2, padding: 'same' }))`,
      },
    },
    'in a helper that is called twice': {
      code: `
const up = (x: Tensor, filters: number) => x.conv2dTranspose(filters, 5, { strides: 2, padding: 'same' }).relu()
//                                           ^^^^^^^^^^^^^^^ warning: window 5 is no multiple of stride 2: rows and columns are summed from 2 and 3 inputs by turns, a checkerboard (in 2 layers)
const code = input(8, 8, 64)
model('m', code, up(up(code, 32), 16))`,
      fixed: {
        'Use kernelSize 6 (2 layers)': `
const up = (x: Tensor, filters: number) => x.conv2dTranspose(filters, 6, { strides: 2, padding: 'same' }).relu()
const code = input(8, 8, 64)
model('m', code, up(up(code, 32), 16))`,
      },
    },
  },
})
