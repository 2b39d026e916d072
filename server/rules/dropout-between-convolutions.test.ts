import { checkRule } from './checkRule'
import { dropoutBetweenConvolutions } from './dropout-between-convolutions'

checkRule(dropoutBetweenConvolutions, {
  valid: {
    'in the head': `
const image = input(28, 28, 1)
model('m', image, image.conv2d(8, 3).conv2d(8, 3).flatten().dropout(0.5).dense(10))`,
    'behind global pooling': `
const image = input(28, 28, 1)
model('m', image, image.conv2d(8, 3).conv2d(8, 3).globalAveragePool2d().dropout(0.5).dense(10))`,
    'whole channels': `
const image = input(28, 28, 1)
model('m', image, image.conv2d(8, 3).spatialDropout2d(0.5).conv2d(8, 3))`,
    'on the image, as a denoising network has it on purpose': `
const image = input(28, 28, 1)
model('m', image, image.dropout(0.2).conv2d(8, 3).conv2d(1, 3))`,
    'on a 1×1 map, which has no neighbours': `
const image = input(7, 7, 64)
model('m', image, image.conv2d(256, 7).dropout(0.5).conv2d(10, 3, { padding: 'same' }))`,
    'before a 1×1 convolution, the head of a fully convolutional network': `
const image = input(28, 28, 1)
model('m', image, image.conv2d(256, 7).dropout(0.5).conv2d(10, 1))`,
    'before a transposed convolution whose windows do not overlap, as at the bottom of U-Net': `
const image = input(28, 28, 1)
model('m', image, image.conv2d(8, 3).dropout(0.5).conv2dTranspose(8, 2, { strides: 2 }))`,
    'rate 0, which drops nothing': `
const image = input(28, 28, 1)
model('m', image, image.conv2d(8, 3).dropout(0).conv2d(8, 3))`,
    'a map of unknown size, which may be 1×1': `
const image = input(28, 28, 1)
model('m', image, image.conv2d(8, 3, { strides: Math.random() }).dropout(0.5).conv2d(8, 3, { padding: 'same' }))`,
    'a helper given what nobody knows': `
const block = (x: Tensor) => x.dropout(0.5).conv2d(8, 3)`,
  },
  invalid: {
    'directly before a convolution, with a head to move to': {
      code: `
const image = input(28, 28, 1)
const features = image.conv2d(8, 3).dropout(0.5).conv2d(16, 3)
//                                  ^^^^^^^ warning: dropout between convolutions hardly regularises: neighbours in the 26×26×8 map hold nearly the same, so conv2d_2 still reads what was dropped
model('m', image, features.flatten().dense(10))`,
      fixed: {
        'Move the dropout after the last convolution': `
const image = input(28, 28, 1)
const features = image.conv2d(8, 3).conv2d(16, 3)
model('m', image, features.flatten().dropout(0.5).dense(10))`,
        'Drop whole channels with spatialDropout2d': `
const image = input(28, 28, 1)
const features = image.conv2d(8, 3).spatialDropout2d(0.5).conv2d(16, 3)
model('m', image, features.flatten().dense(10))`,
      },
    },
    'through pooling and activation, in a chain over lines, with a computed rate': {
      code: `
const rate = 0.1 + 0.2
const image = input(28, 28, 1)
const scores = image
  .conv2d(8, 3)
  .dropout(rate)
// ^^^^^^^ warning: dropout between convolutions hardly regularises: neighbours in the 26×26×8 map hold nearly the same, so conv2d_2 still reads what was dropped
  .relu()
  .maxPool2d(2)
  .conv2d(16, 3)
  .globalAveragePool2d()
model('m', image, scores)`,
      fixed: {
        'Move the dropout after the last convolution': `
const rate = 0.1 + 0.2
const image = input(28, 28, 1)
const scores = image
  .conv2d(8, 3)
  .relu()
  .maxPool2d(2)
  .conv2d(16, 3)
  .globalAveragePool2d()
  .dropout(rate)
model('m', image, scores)`,
        'Drop whole channels with spatialDropout2d': `
const rate = 0.1 + 0.2
const image = input(28, 28, 1)
const scores = image
  .conv2d(8, 3)
  .spatialDropout2d(rate)
  .relu()
  .maxPool2d(2)
  .conv2d(16, 3)
  .globalAveragePool2d()
model('m', image, scores)`,
      },
    },
    'right behind a pooling, as in Network in Network': {
      code: `
const image = input(28, 28, 1)
const features = image.conv2d(8, 3).maxPool2d(2).dropout(0.5).conv2d(16, 3)
//                                               ^^^^^^^ information: dropout between convolutions hardly regularises: neighbours in the 13×13×8 map hold nearly the same, so conv2d_2 still reads what was dropped
model('m', image, features)`,
      fixed: {
        'Drop whole channels with spatialDropout2d': `
const image = input(28, 28, 1)
const features = image.conv2d(8, 3).maxPool2d(2).spatialDropout2d(0.5).conv2d(16, 3)
model('m', image, features)`,
        'Remove the dropout': `
const image = input(28, 28, 1)
const features = image.conv2d(8, 3).maxPool2d(2).conv2d(16, 3)
model('m', image, features)`,
      },
    },
    'before a transposed convolution whose windows overlap': {
      code: `
const image = input(28, 28, 1)
const map = image.conv2d(8, 3).dropout(0.5).conv2dTranspose(8, 4, { strides: 2 })
//                             ^^^^^^^ warning: dropout between convolutions hardly regularises: neighbours in the 26×26×8 map hold nearly the same, so conv2dTranspose_1 still reads what was dropped
model('m', image, map)`,
      fixed: {
        'Drop whole channels with spatialDropout2d': `
const image = input(28, 28, 1)
const map = image.conv2d(8, 3).spatialDropout2d(0.5).conv2dTranspose(8, 4, { strides: 2 })
model('m', image, map)`,
        'Remove the dropout': `
const image = input(28, 28, 1)
const map = image.conv2d(8, 3).conv2dTranspose(8, 4, { strides: 2 })
model('m', image, map)`,
      },
    },
    'a statement of its own, without a head to move to': {
      code: `
const image = input(28, 28, 1)
let x = image.conv2d(8, 3)
x = x.dropout(0.5)
//    ^^^^^^^ warning: dropout between convolutions hardly regularises: neighbours in the 26×26×8 map hold nearly the same, so conv2d_2 still reads what was dropped
x = x.conv2d(1, 3)
model('m', image, x)`,
      fixed: {
        'Drop whole channels with spatialDropout2d': `
const image = input(28, 28, 1)
let x = image.conv2d(8, 3)
x = x.spatialDropout2d(0.5)
x = x.conv2d(1, 3)
model('m', image, x)`,
        'Remove the dropout': `
const image = input(28, 28, 1)
let x = image.conv2d(8, 3)
x = x.conv2d(1, 3)
model('m', image, x)`,
      },
    },
    'in a residual branch, through a merge': {
      code: `
const image = input(28, 28, 8)
const x = image.conv2d(8, 3, { padding: 'same' })
const sum = x.conv2d(8, 3, { padding: 'same' }).dropout(0.3).add(x)
//                                              ^^^^^^^ warning: dropout between convolutions hardly regularises: neighbours in the 28×28×8 map hold nearly the same, so conv2d_3 still reads what was dropped
model('m', image, sum.relu().conv2d(8, 3))`,
      fixed: {
        'Drop whole channels with spatialDropout2d': `
const image = input(28, 28, 8)
const x = image.conv2d(8, 3, { padding: 'same' })
const sum = x.conv2d(8, 3, { padding: 'same' }).spatialDropout2d(0.3).add(x)
model('m', image, sum.relu().conv2d(8, 3))`,
        'Remove the dropout': `
const image = input(28, 28, 8)
const x = image.conv2d(8, 3, { padding: 'same' })
const sum = x.conv2d(8, 3, { padding: 'same' }).add(x)
model('m', image, sum.relu().conv2d(8, 3))`,
      },
    },
    'in a helper, once for its place': {
      code: `
const block = (x: Tensor, rate: number) => x.conv2d(8, 3).dropout(rate)
//                                                        ^^^^^^^ warning: dropout between convolutions hardly regularises: neighbours in the 26×26×8 map hold nearly the same, so conv2d_2 still reads what was dropped (in 2 places)
const image = input(28, 28, 1)
model('m', image, block(block(image, 0.2), 0.3).conv2d(1, 3))`,
      fixed: {
        'Drop whole channels with spatialDropout2d (2 layers)': `
const block = (x: Tensor, rate: number) => x.conv2d(8, 3).spatialDropout2d(rate)
const image = input(28, 28, 1)
model('m', image, block(block(image, 0.2), 0.3).conv2d(1, 3))`,
        'Remove the dropout (2 layers)': `
const block = (x: Tensor, rate: number) => x.conv2d(8, 3)
const image = input(28, 28, 1)
model('m', image, block(block(image, 0.2), 0.3).conv2d(1, 3))`,
      },
    },
  },
})
