import { checkRule } from './checkRule'
import { shiftChannels } from './shift-channels'

checkRule(shiftChannels, {
  valid: {
    'a 1×1 convolution behind': `
const image = input(32, 32, 16)
model('m', image, image.shift(3).conv2d(16, 1).relu())`,
    'an addition before the convolution, on purpose': `
const image = input(32, 32, 16)
model('m', image, image.shift(3).relu().add(image).conv2d(16, 1).relu())`,
    'channels that nobody knows': `
const image = input(32, 32, 'C')
model('m', image, image.shift(3).conv2d(16, 1).relu())`,
  },
  invalid: {
    'too few channels': {
      code: `
const image = input(32, 32, 3)
model('m', image, image.shift(3).conv2d(16, 1).relu())
//                      ^^^^^ warning: moves none of its 3 channels: they are fewer than its 9 directions`,
      fixed: {},
    },
    'nothing that mixes the channels': {
      code: `
const image = input(32, 32, 16)
model('m', image, image.conv2d(16, 1).relu().shift(3).globalAveragePool2d())
//                                           ^^^^^ warning: no convolution behind it compares the pixels it moves next to each other`,
      fixed: {},
    },
  },
})
