import { checkRule } from './checkRule'
import { missingActivation } from './missing-activation'

checkRule(missingActivation, {
  valid: {
    'an activation between': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3).batchNorm().relu().conv2d(8, 3))`,
    'pooling of the maximum between, which is not linear': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3).maxPool2d(2).conv2d(8, 3))`,
    'depthwise, then pointwise': `
const image = input(32, 32, 8)
model('m', image, image.depthwiseConv2d(3).conv2d(16, 1))`,
    'a linear bottleneck, on purpose: 64 → 16 → 64': `
const image = input(32, 32, 64)
model('m', image, image.conv2d(16, 1).batchNorm().conv2d(64, 1).relu())`,
    'a window split into a column and a row, on purpose': `
const image = input(32, 32, 8)
model('m', image, image.conv2d(8, [3, 1]).conv2d(8, [1, 3]))`,
    'a sum between': `
const image = input(32, 32, 8)
model('m', image, image.conv2d(8, 1).add(image).conv2d(8, 3))`,
    'a lateral connection that is read twice, as in a feature pyramid': `
const image = input(32, 32, 64)
const lateral = image.conv2d(32, 1)
model('m', image, [lateral.conv2d(32, 3), lateral.upSampling2d(2)])`,
    'widths that nobody knows': `
const head = (x: Tensor, filters: number) => x.conv2d(filters, 1).conv2d(2 * filters, 1)`,
  },
  invalid: {
    convolutions: {
      code: `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3).conv2d(16, 3).relu())
//                                   ^^^^^^ warning: no activation since conv2d_1: two linear layers in a row compute what one could`,
      fixed: {
        'Add relu after conv2d': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3).relu().conv2d(16, 3).relu())`,
      },
    },
    'through normalisation, dropout and flatten': {
      code: `
const image = input(8, 8, 3)
const features = image
  .conv2d(8, 3, { useBias: false })
  .batchNorm()
  .flatten()
model('m', image, features.dropout(0.5).dense(10).softmax())
//                                      ^^^^^ warning: no activation since conv2d_1: two linear layers in a row compute what one could`,
      fixed: {
        'Add relu after batchNorm': `
const image = input(8, 8, 3)
const features = image
  .conv2d(8, 3, { useBias: false })
  .batchNorm()
  .relu()
  .flatten()
model('m', image, features.dropout(0.5).dense(10).softmax())`,
      },
    },
    'in a loop, of which the first turn follows an activation: the fix would double it': {
      code: `
const image = input(32, 32, 3)
let x = image.conv2d(8, 3).relu()
for (let i = 0; i < 3; i++) x = x.conv2d(8, 3)
//                                ^^^^^^ warning: no activation since conv2d_2: two linear layers in a row compute what one could (in 2 layers)
model('m', image, x.relu())`,
      fixed: {},
    },
  },
})
