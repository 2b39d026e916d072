import { checkRule } from './checkRule'
import { constantInitializer } from './constant-initializer'

checkRule(constantInitializer, {
  valid: {
    'random weights': `
const features = input(64)
model('m', features, features.dense(32, { kernelInitializer: 'heNormal' }).relu().dense(10).softmax())`,
    'a last layer of zeros, on purpose': `
const features = input(64)
model('m', features, features.dense(32).relu().dense(10, { kernelInitializer: 'zeros' }).softmax())`,
    'the end of a residual branch, which starts as nothing on purpose': `
const image = input(32, 32, 8)
const branch = image.conv2d(8, 3, { padding: 'same' }).relu().conv2d(8, 1, { kernelInitializer: 'zeros' })
model('m', image, branch.add(image).relu().conv2d(4, 1))`,
    'a bias of zeros': `
const features = input(64)
model('m', features, features.dense(32, { biasInitializer: 'zeros' }).relu().dense(10).softmax())`,
    'an initialiser that nobody knows': `
const features = input(64)
const kernelInitializer = Math.random() > 0.5 ? 'zeros' : 'heNormal'
model('m', features, features.dense(32, { kernelInitializer }).relu().dense(10).softmax())`,
  },
  invalid: {
    'zeros in a hidden layer': {
      code: `
const features = input(64)
model('m', features, features.dense(32, { kernelInitializer: 'zeros' }).relu().dense(10).softmax())
//                                                           ^^^^^^^ error: every weight starts from 0, so that all 32 outputs stay the same for ever: start from random ones`,
      fixed: {
        'Start from heNormal': `
const features = input(64)
model('m', features, features.dense(32, { kernelInitializer: 'heNormal' }).relu().dense(10).softmax())`,
      },
    },
    'a constant, through pooling and flatten, in two layers of a loop': {
      code: `
let x = input(32, 32, 3)
const image = x
for (const filters of [8, 16]) x = x.conv2d(filters, 3, { kernelInitializer: 0.5, activation: 'tanh' }).maxPool2d(2)
//                                                                           ^^^ error: every weight starts from 0.5, so that all 8 outputs stay the same for ever: start from random ones (in 2 layers)
model('m', image, x.flatten().dense(10).softmax())`,
      fixed: {
        'Start from glorotUniform (2 layers)': `
let x = input(32, 32, 3)
const image = x
for (const filters of [8, 16]) x = x.conv2d(filters, 3, { kernelInitializer: 'glorotUniform', activation: 'tanh' }).maxPool2d(2)
model('m', image, x.flatten().dense(10).softmax())`,
      },
    },
  },
})
