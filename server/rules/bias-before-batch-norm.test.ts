import { biasBeforeBatchNorm } from './bias-before-batch-norm'
import { checkRule } from './checkRule'

checkRule(biasBeforeBatchNorm, {
  valid: {
    'no bias': `
const image = input(28, 28, 1)
model('m', image, image.conv2d(8, 3, { useBias: false }).batchNorm())`,
    'an activation between': `
const image = input(28, 28, 1)
model('m', image, image.conv2d(8, 3).relu().batchNorm())`,
    'another layer reads the convolution too': `
const image = input(28, 28, 1)
const x = image.conv2d(8, 3)
model('m', image, x.batchNorm().add(x))`,
    'the convolution is an output': `
const image = input(28, 28, 1)
const x = image.conv2d(8, 3)
model('m', image, [x, x.batchNorm()])`,
    'a normalisation without offset': `
const image = input(28, 28, 1)
model('m', image, image.conv2d(8, 3).batchNorm({ center: false }))`,
    'a layer that is shared, and not normalised everywhere': `
const image = input(28, 28, 8)
const shared = layers.conv2d(8, 3)
model('m', image, image.apply(shared).batchNorm().apply(shared))`,
    'a bias that nobody knows': `
const image = input(28, 28, 1)
model('m', image, image.conv2d(8, 3, { useBias: Math.random() > 0.5 }).batchNorm())`,
  },
  invalid: {
    'no options': {
      code: `
const image = input(28, 28, 1)
model('m', image, image.conv2d(16, 3).batchNorm().relu())
//                      ^^^^^^ warning: batch normalisation takes its 16 bias parameters away again`,
      fixed: {
        'Set useBias: false': `
const image = input(28, 28, 1)
model('m', image, image.conv2d(16, 3, { useBias: false }).batchNorm().relu())`,
      },
    },
    'options over lines, with a trailing comma': {
      code: `
const image = input(28, 28, 1)
const x = image.conv2d(16, 3, {
//              ^^^^^^ warning: batch normalisation takes its 16 bias parameters away again
  strides: 2,
  padding: 'same', // halves
})
model('m', image, x.batchNorm())`,
      fixed: {
        'Set useBias: false': `
const image = input(28, 28, 1)
const x = image.conv2d(16, 3, {
  strides: 2,
  padding: 'same',
  useBias: false, // halves
})
model('m', image, x.batchNorm())`,
      },
    },
    'a bias that is asked for, on a dense layer behind which dropout stands': {
      code: `
const features = input(64)
model('m', features, features.dense(32, { useBias: true }).dropout(0.1).batchNorm())
//                            ^^^^^ warning: batch normalisation takes its 32 bias parameters away again`,
      fixed: {
        'Set useBias: false': `
const features = input(64)
model('m', features, features.dense(32, { useBias: false }).dropout(0.1).batchNorm())`,
      },
    },
    'options in a variable': {
      code: `
const options = { padding: 'same' } as const
const image = input(28, 28, 1)
model('m', image, image.conv2d(4, 3, options).batchNorm())
//                      ^^^^^^ warning: batch normalisation takes its 4 bias parameters away again`,
      fixed: {
        'Set useBias: false': `
const options = { padding: 'same' } as const
const image = input(28, 28, 1)
model('m', image, image.conv2d(4, 3, { ...options, useBias: false }).batchNorm())`,
      },
    },
    'in a loop, where the fix says how many layers change': {
      code: `
const image = input(28, 28, 1)
let x = image
for (const filters of [8, 16, 32]) x = x.conv2d(filters, 3).batchNorm().relu()
//                                       ^^^^^^ warning: batch normalisation takes the biases of 3 layers (56 parameters) away again
model('m', image, x)`,
      fixed: {
        'Set useBias: false (3 layers)': `
const image = input(28, 28, 1)
let x = image
for (const filters of [8, 16, 32]) x = x.conv2d(filters, 3, { useBias: false }).batchNorm().relu()
model('m', image, x)`,
      },
    },
    'in a helper of which one use needs its bias: no fix': {
      code: `
const image = input(28, 28, 1)
const convolve = (x: Tensor) => x.conv2d(8, 3)
//                                ^^^^^^ warning: batch normalisation takes its 8 bias parameters away again
model('m', image, convolve(convolve(image).batchNorm()))`,
      fixed: {},
    },
    'a layer that is shared, and normalised everywhere': {
      code: `
const image = input(28, 28, 8)
const shared = layers.conv2d(8, 3)
//                    ^^^^^^ warning: batch normalisation takes the biases of 2 layers (8 parameters) away again
model('m', image, image.apply(shared).batchNorm().apply(shared).batchNorm())`,
      fixed: {
        'Set useBias: false (2 layers)': `
const image = input(28, 28, 8)
const shared = layers.conv2d(8, 3, { useBias: false })
model('m', image, image.apply(shared).batchNorm().apply(shared).batchNorm())`,
      },
    },
  },
})
