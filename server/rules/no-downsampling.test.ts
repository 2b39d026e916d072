import { checkRule } from './checkRule'
import { noDownsampling } from './no-downsampling'

checkRule(noDownsampling, {
  valid: {
    'a pooling on the way': `
const image = input(64, 64, 3)
let x: Tensor = image
for (let i = 0; i < 4; i++) x = x.conv2d(16, 3, { padding: 'same' }).relu()
model('m', image, x.maxPool2d(4).flatten().dense(10).softmax())`,
    'a board, on purpose': `
const board = input(19, 19, 17)
let x: Tensor = board
for (let i = 0; i < 8; i++) x = x.conv2d(16, 3, { padding: 'same' }).relu()
model('m', board, x.flatten().dense(362).softmax())`,
    'a map comes out: super-resolution': `
const image = input(64, 64, 3)
let x: Tensor = image
for (let i = 0; i < 8; i++) x = x.conv2d(16, 3, { padding: 'same' }).relu()
model('m', image, x.conv2d(12, 3, { padding: 'same' }).pixelShuffle(2))`,
    'strides that nobody knows': `
const strides = Math.round(Math.random()) + 1
const image = input(64, 64, 3)
let x: Tensor = image
for (let i = 0; i < 4; i++) x = x.conv2d(16, 3, { strides, padding: 'same' }).relu()
model('m', image, x.flatten().dense(10).softmax())`,
  },
  invalid: {
    // 64·64·16 = 65,536.
    'four convolutions on all pixels': {
      code: `
const image = input(64, 64, 3)
let x: Tensor = image
for (let i = 0; i < 4; i++) x = x.conv2d(16, 3, { padding: 'same' }).relu()
//                                ^^^^^^ warning: none of 4 convolutions nor a pooling makes the 64×64 map smaller: what they see grows by a few pixels a layer, and 65,536 numbers are flattened
model('m', image, x.flatten().dense(10).softmax())`,
      fixed: {},
    },
  },
})
