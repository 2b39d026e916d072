import { checkRule } from './checkRule'
import { groupedWithoutShuffle } from './grouped-without-shuffle'

checkRule(groupedWithoutShuffle, {
  valid: {
    'a shuffle between, as in ShuffleNet': `
const image = input(32, 32, 64)
const x = image.conv2d(64, 1, { groups: 8 }).relu().channelShuffle(8).depthwiseConv2d(3)
model('m', image, x.conv2d(64, 1, { groups: 8 }).relu())`,
    'a convolution of all channels between, as in ResNeXt': `
const image = input(32, 32, 64)
const x = image.conv2d(64, 3, { groups: 8 }).relu().conv2d(64, 1).relu()
model('m', image, x.conv2d(64, 3, { groups: 8 }).relu())`,
    'two graphics cards, on purpose': `
const image = input(32, 32, 64)
model('m', image, image.conv2d(64, 3, { groups: 2 }).relu().conv2d(64, 3, { groups: 2 }).relu())`,
    'groups that nobody knows': `
export const pair = (x: Tensor, groups: number) => x.conv2d(64, 1, { groups }).relu().conv2d(64, 1, { groups })`,
  },
  invalid: {
    'two in a row, through depthwise and pooling': {
      code: `
const image = input(32, 32, 64)
const x = image.conv2d(64, 1, { groups: 8 }).relu().depthwiseConv2d(3).maxPool2d(2)
model('m', image, x.conv2d(128, 1, { groups: 8 }).relu())
//                  ^^^^^^ warning: each of its 8 groups sees one group of conv2d_1 alone: nothing between them mixes the channels`,
      fixed: {
        'Shuffle the channels first': `
const image = input(32, 32, 64)
const x = image.conv2d(64, 1, { groups: 8 }).relu().depthwiseConv2d(3).maxPool2d(2)
model('m', image, x.channelShuffle(8).conv2d(128, 1, { groups: 8 }).relu())`,
      },
    },
  },
})
