import { checkRule } from './checkRule'
import { softmaxBeforePooling } from './softmax-before-pooling'

checkRule(softmaxBeforePooling, {
  valid: {
    'behind the pooling': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(10, 3).globalAveragePool2d().softmax())`,
    'labels of pixels': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(5, 1).softmax().upSampling2d(2))`,
    'weights of an attention, on purpose': `
const image = input(32, 32, 3)
const x = image.conv2d(8, 3, { padding: 'same' }).relu()
model('m', image, x.multiply(x.conv2d(8, 1).softmax()).globalAveragePool2d().dense(10))`,
    'an activation that nobody knows': `
export const head = (x: Tensor, activation: 'relu' | 'softmax') => x.conv2d(10, 3, { activation }).globalAveragePool2d()`,
  },
  invalid: {
    'before the pooling': {
      code: `
const image = input(32, 32, 3)
model('m', image, image.conv2d(10, 3).softmax().globalAveragePool2d())
//                                    ^^^^^^^ warning: makes the 10 channels of every pixel sum to 1 before globalAveragePool2d_1 brings the map to a vector; a softmax belongs behind the last layer`,
      fixed: {
        'Move the softmax behind the pooling': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(10, 3).globalAveragePool2d().softmax())`,
      },
    },
    'between convolutions, as an option': {
      code: `
const image = input(32, 32, 3)
const x = image.conv2d(16, 3, { activation: 'softmax' })
//                                          ^^^^^^^^^ warning: makes the 16 channels of every pixel sum to 1 before conv2d_2 reads the map; a softmax belongs behind the last layer
model('m', image, x.conv2d(16, 3).relu().globalAveragePool2d().dense(10).softmax())`,
      fixed: {
        'Use relu': `
const image = input(32, 32, 3)
const x = image.conv2d(16, 3, { activation: 'relu' })
model('m', image, x.conv2d(16, 3).relu().globalAveragePool2d().dense(10).softmax())`,
      },
    },
    'before the pooling of features': {
      code: `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3).relu().softmax().globalAveragePool2d().dense(10).softmax())
//                                           ^^^^^^^ warning: makes the 16 channels of every pixel sum to 1 before globalAveragePool2d_1 brings the map to a vector; a softmax belongs behind the last layer`,
      fixed: {
        'Remove the softmax': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3).relu().globalAveragePool2d().dense(10).softmax())`,
      },
    },
  },
})
