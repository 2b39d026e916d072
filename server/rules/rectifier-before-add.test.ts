import { checkRule } from './checkRule'
import { rectifierBeforeAdd } from './rectifier-before-add'

checkRule(rectifierBeforeAdd, {
  valid: {
    'behind the sum': `
const image = input(32, 32, 8)
model('m', image, image.conv2d(8, 3, { padding: 'same' }).relu().conv2d(8, 1).add(image).relu())`,
    'a leaky rectifier, as in Darknet': `
const image = input(32, 32, 8)
model('m', image, image.conv2d(8, 3, { padding: 'same' }).leakyRelu().add(image))`,
    'a sum around encoder and decoder, as in LinkNet': `
const image = input(32, 32, 8)
const down = image.conv2d(16, 3, { strides: 2, padding: 'same' }).relu()
model('m', image, down.conv2dTranspose(8, 2, { strides: 2 }).relu().add(image))`,
    'a projected shortcut, which is a branch of its own': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3, { padding: 'same' }).relu().add(image.conv2d(8, 1)))`,
    'an activation that nobody knows': `
const image = input(32, 32, 8)
const activation = Math.random() > 0.5 ? 'relu' : 'linear'
model('m', image, image.conv2d(8, 3, { padding: 'same', activation }).add(image))`,
  },
  invalid: {
    'a branch of one convolution': {
      code: `
const image = input(32, 32, 8)
model('m', image, image.conv2d(8, 3, { padding: 'same' }).relu().add(image))
//                                                        ^^^^ warning: the branch ends in relu, so that add_1 can only add to what the shortcut carries: put it behind the sum`,
      fixed: {
        'Remove relu': `
const image = input(32, 32, 8)
model('m', image, image.conv2d(8, 3, { padding: 'same' }).add(image))`,
      },
    },
    'activations that the convolutions apply themselves, in a loop': {
      code: `
const image = input(32, 32, 8)
let x = image
for (let i = 0; i < 3; i++) {
  const y = x.conv2d(8, 3, { padding: 'same', activation: 'relu' })
  x = y.conv2d(8, 3, { padding: 'same', activation: 'relu' }).add(x).relu()
  //                                                ^^^^^^ warning: the branch ends in relu, so that add_1 can only add to what the shortcut carries: put it behind the sum (in 3 layers)
}
model('m', image, x)`,
      fixed: {
        'Remove relu (3 layers)': `
const image = input(32, 32, 8)
let x = image
for (let i = 0; i < 3; i++) {
  const y = x.conv2d(8, 3, { padding: 'same', activation: 'relu' })
  x = y.conv2d(8, 3, { padding: 'same', activation: 'linear' }).add(x).relu()
}
model('m', image, x)`,
      },
    },
  },
})
