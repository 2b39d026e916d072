import { checkRule } from './checkRule'
import { smallReceptiveField } from './small-receptive-field'

checkRule(smallReceptiveField, {
  valid: {
    'a field as large as the image': `
const image = input(32, 32, 3)
let x: Tensor = image
for (let i = 0; i < 3; i++) x = x.conv2d(16, 3, { padding: 'same' }).relu().maxPool2d(2)
model('m', image, x.conv2d(32, 3).relu().globalAveragePool2d().dense(10).softmax())`,
    'a flattened map': `
const image = input(224, 224, 3)
model('m', image, image.conv2d(8, 3).relu().maxPool2d(8).flatten().dense(10).softmax())`,
    'a gate, which sees the whole image on purpose': `
const image = input(224, 224, 3)
const x = image.conv2d(16, 3).relu()
const gated = x.multiply(x.globalAveragePool2d({ keepDims: true }).conv2d(4, 1).relu().conv2d(16, 1).sigmoid())
model('m', image, gated.globalAveragePool2d().dense(10).softmax())`,
    'an image whose size nobody knows': `
const image = input(null, null, 3)
model('m', image, image.conv2d(16, 3).relu().globalAveragePool2d().dense(10).softmax())`,
  },
  invalid: {
    // 3, then 4 by the pooling, then 4 + 2·2 = 8 of 224: 64 of 50,176 pixels.
    'two convolutions for a photograph': {
      code: `
const image = input(224, 224, 3)
const x = image.conv2d(16, 3).relu().maxPool2d(2).conv2d(32, 3).relu()
model('m', image, x.globalAveragePool2d().dense(10).softmax())
//                  ^^^^^^^^^^^^^^^^^^^ warning: every place it averages has seen 8×8 of the 224×224 pixels (less than 1 % of the image): nothing larger is seen as a whole`,
      fixed: {},
    },
  },
})
