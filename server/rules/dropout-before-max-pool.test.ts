import { checkRule } from './checkRule'
import { dropoutBeforeMaxPool } from './dropout-before-max-pool'

checkRule(dropoutBeforeMaxPool, {
  valid: {
    'behind the pooling': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3).relu().maxPool2d(2).dropout(0.25).flatten().dense(10).softmax())`,
    'whole channels, on purpose': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3).relu().spatialDropout2d(0.25).maxPool2d(2).flatten().dense(10).softmax())`,
    'an average pooling': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3).relu().dropout(0.25).avgPool2d(2).flatten().dense(10).softmax())`,
    'a rate that nobody knows': `
export const stage = (x: Tensor, rate: number) => x.dropout(rate).maxPool2d(2)`,
  },
  invalid: {
    'half of the elements': {
      code: `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3).relu().dropout(0.5).maxPool2d(2).flatten().dense(10).softmax())
//                                          ^^^^^^^ information: maxPool2d_1 takes the largest that is left of every window, 6.3 % of the outputs of 0 in the place of 50 %: dropped elements hardly show`,
      fixed: {
        'Pool first': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3).relu().maxPool2d(2).dropout(0.5).flatten().dense(10).softmax())`,
      },
    },
  },
})
