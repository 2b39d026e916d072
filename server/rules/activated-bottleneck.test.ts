import { activatedBottleneck } from './activated-bottleneck'
import { checkRule } from './checkRule'

checkRule(activatedBottleneck, {
  valid: {
    'a linear narrow end': `
const image = input(32, 32, 16)
const wide = image.conv2d(96, 1).relu6().depthwiseConv2d(3, { padding: 'same' }).relu6()
model('m', image, wide.conv2d(16, 1).batchNorm({ center: false }).add(image))`,
    'MobileNet, which does not narrow': `
const image = input(32, 32, 16)
model('m', image, image.conv2d(32, 1).relu6().depthwiseConv2d(3).relu6().conv2d(64, 1).relu6())`,
    'a bottleneck of dense convolutions, as in ResNet': `
const image = input(32, 32, 64)
model('m', image, image.conv2d(16, 1).relu().conv2d(16, 3).relu().conv2d(64, 1).relu())`,
    'widths that nobody knows': `
export const block = (x: Tensor, wide: number) =>
  x.conv2d(wide, 1).relu6().depthwiseConv2d(3, { padding: 'same' }).relu6().conv2d(16, 1).relu6()`,
  },
  invalid: {
    'an inverted residual': {
      code: `
const image = input(32, 32, 16)
const wide = image.conv2d(96, 1).relu6().depthwiseConv2d(3, { padding: 'same', useBias: false }).batchNorm().relu6()
model('m', image, wide.conv2d(16, 1, { useBias: false }).batchNorm().relu6())
//                                                                   ^^^^^ warning: relu6 throws half away of the 16 channels that hold what 96 held: leave the narrow end linear`,
      fixed: {
        'Remove relu6': `
const image = input(32, 32, 16)
const wide = image.conv2d(96, 1).relu6().depthwiseConv2d(3, { padding: 'same', useBias: false }).batchNorm().relu6()
model('m', image, wide.conv2d(16, 1, { useBias: false }).batchNorm())`,
      },
    },
  },
})
