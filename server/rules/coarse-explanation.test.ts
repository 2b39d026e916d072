import { checkRule } from './checkRule'
import { coarseExplanation } from './coarse-explanation'

checkRule(coarseExplanation, {
  valid: {
    'a map of 7×7': `
const image = input(224, 224, 3)
let x: Tensor = image
for (let i = 0; i < 5; i++) x = x.conv2d(16, 3, { strides: 2, padding: 'same' }).relu()
model('m', image, x.globalAveragePool2d().dense(10).softmax())`,
    'a digit, which is small on purpose': `
const image = input(28, 28, 1)
let x: Tensor = image
for (let i = 0; i < 3; i++) x = x.conv2d(16, 3, { strides: 2, padding: 'same' }).relu()
model('m', image, x.flatten().dense(10).softmax())`,
    'an image whose size nobody knows': `
const image = input(null, null, 3)
let x: Tensor = image
for (let i = 0; i < 5; i++) x = x.conv2d(16, 3, { strides: 2, padding: 'same' }).relu()
model('m', image, x.globalAveragePool2d().dense(10).softmax())`,
  },
  invalid: {
    'a map of 3×3': {
      code: `
const image = input(96, 96, 3)
let x: Tensor = image
for (let i = 0; i < 4; i++) x = x.conv2d(16, 3, { strides: 2, padding: 'same' }).relu()
const last = x.conv2d(32, 3, { strides: 2, padding: 'same', activation: 'relu' })
//             ^^^^^^ information: Grad-CAM of its 3×3 map would colour the 96×96 image in patches of 32×32 pixels; an earlier layer shows more
model('m', image, last.globalAveragePool2d().dense(10).softmax())`,
      fixed: {},
    },
  },
})
