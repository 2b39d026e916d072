import { checkRule } from './checkRule'
import { unproductiveLayers } from './unproductive-layers'

checkRule(unproductiveLayers, {
  valid: {
    'fields that grow with the image': `
const image = input(224, 224, 3)
let x: Tensor = image
for (let i = 0; i < 5; i++) x = x.conv2d(64, 3, { padding: 'same' }).relu().maxPool2d(2)
model('m', image, x.globalAveragePool2d().dense(10).softmax())`,
    'shortcuts, through which little is seen': `
const image = input(32, 32, 3)
let x: Tensor = image.conv2d(64, 3, { padding: 'same' }).relu()
for (let i = 0; i < 30; i++) x = x.conv2d(64, 3, { padding: 'same' }).relu().add(x)
model('m', image, x.globalAveragePool2d().dense(10).softmax())`,
    'a decoder, which enlarges its map on purpose': `
const image = input(16, 16, 3)
let x: Tensor = image
for (let i = 0; i < 3; i++) x = x.conv2d(64, 3, { padding: 'same' }).relu().maxPool2d(2)
for (let i = 0; i < 3; i++) x = x.upSampling2d(2).conv2d(64, 3, { padding: 'same' }).relu()
model('m', image, x.conv2d(3, 1).sigmoid())`,
    'an image whose size nobody knows': `
const image = input(null, null, 3)
let x: Tensor = image
for (let i = 0; i < 6; i++) x = x.conv2d(64, 3, { padding: 'same' }).relu().maxPool2d(2)
model('m', image, x.globalAveragePool2d().dense(10).softmax())`,
  },
  invalid: {
    // Behind n convolutions and poolings: 1 + 3·(2^n − 1): 4, 10, 22, 46 of 32.
    'a pooling before each of six convolutions': {
      code: `
const image = input(32, 32, 3)
let x: Tensor = image
for (let i = 0; i < 4; i++) x = x.conv2d(16, 3, { padding: 'same' }).relu().maxPool2d(2)
const last = x.conv2d(32, 1).relu().conv2d(32, 3, { padding: 'same', activation: 'relu' })
//                                  ^^^^^^ information: its input has seen 46×46, the whole 32×32 image: 2 of 6 convolutions, from here on, widen nothing
model('m', image, last.depthwiseConv2d([1, 3], { padding: 'same' }).relu().globalAveragePool2d().dense(10).softmax())`,
      fixed: {},
    },
  },
})
