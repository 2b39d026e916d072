import { checkRule } from './checkRule'
import { coarseStem } from './coarse-stem'

checkRule(coarseStem, {
  valid: {
    'a photograph': `
const image = input(224, 224, 3)
const x = image.conv2d(64, 7, { strides: 2, padding: 'same' }).relu().maxPool2d(3, { strides: 2, padding: 'same' })
model('m', image, x.conv2d(64, 3).relu().globalAveragePool2d().dense(10).softmax())`,
    'a small image and a fine stem': `
const image = input(32, 32, 3)
const x = image.conv2d(64, 3, { padding: 'same' }).relu().maxPool2d(2)
model('m', image, x.conv2d(64, 3).relu().globalAveragePool2d().dense(10).softmax())`,
    'patches, on purpose': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(64, 4, { strides: 4 }).gelu().conv2d(64, 3).relu().globalAveragePool2d().dense(10).softmax())`,
    'an image whose size nobody knows': `
const image = input(null, null, 3)
const x = image.conv2d(64, 7, { strides: 4, padding: 'same' }).relu()
model('m', image, x.conv2d(64, 3).relu().globalAveragePool2d().dense(10).softmax())`,
  },
  invalid: {
    'the stem of a residual network on CIFAR': {
      code: `
const image = input(32, 32, 3)
const x = image.conv2d(64, 7, { strides: 2, padding: 'same' })
//              ^^^^^^ warning: the first convolution and maxPool2d_1 leave 8×8 of the 32×32 image, before more than edges is found
const pooled = x.relu().maxPool2d(3, { strides: 2, padding: 'same' })
model('m', image, pooled.conv2d(64, 3).relu().conv2d(64, 3).relu().globalAveragePool2d().dense(10).softmax())`,
      fixed: {
        'Use strides 1': `
const image = input(32, 32, 3)
const x = image.conv2d(64, 7, { strides: 1, padding: 'same' })
const pooled = x.relu().maxPool2d(3, { strides: 2, padding: 'same' })
model('m', image, pooled.conv2d(64, 3).relu().conv2d(64, 3).relu().globalAveragePool2d().dense(10).softmax())`,
      },
    },
  },
})
