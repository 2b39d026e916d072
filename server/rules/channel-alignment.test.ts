import { channelAlignment } from './channel-alignment'
import { checkRule } from './checkRule'

checkRule(channelAlignment, {
  valid: {
    'a multiple of 8': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(32, 3).relu().conv2d(10, 1).softmax())`,
    'as many filters as classes, on purpose': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(21, 3).globalAveragePool2d().softmax())`,
    'filters that nobody knows': `
export const block = (x: Tensor, filters: number) => x.conv2d(filters, 3).relu().conv2d(16, 1)`,
  },
  invalid: {
    'thirty filters': {
      code: `
const image = input(32, 32, 3)
model('m', image, image.conv2d(30, 3).relu().maxPool2d(2).conv2d(10, 1).softmax())
//                      ^^^^^^ hint: 30 filters are no multiple of 4: graphics cards work on channels in fours and eights`,
      fixed: {
        'Use 32 filters': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(32, 3).relu().maxPool2d(2).conv2d(10, 1).softmax())`,
      },
    },
  },
})
