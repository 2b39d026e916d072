import { checkRule } from './checkRule'
import { unscaledInceptionResidual } from './unscaled-inception-residual'

const block = (channels: number | string, end: string) => `
const map = input(8, 8, ${channels})
const parts = map.conv2d(192, 1).relu().concat(map.conv2d(192, 3, { padding: 'same' }).relu())
const branch = parts.conv2d(${channels}, 1)
${end}`

checkRule(unscaledInceptionResidual, {
  valid: {
    'a branch that is scaled': block(1792, "model('block', map, branch.scaleBy(0.2).add(map).relu())"),
    'a narrow one, on purpose': block(256, "model('block', map, branch.add(map).relu())"),
    'the wide end of a bottleneck': `
const map = input(8, 8, 2048)
model('block', map, map.conv2d(512, 1).relu().conv2d(512, 3, { padding: 'same' }).relu().conv2d(2048, 1).add(map).relu())`,
    'a width that nobody knows': `
export const block = (map: Tensor) => map.conv2d(8, 1).concat(map.conv2d(8, 1)).conv2d(map.channels, 1).add(map)`,
  },
  invalid: {
    'as it is': {
      code: block(
        1792,
        `model('block', map, branch.add(map).relu())
//                         ^^^ information: adds a branch of 1,792 channels as it is, with which Inception-ResNet died in training: scale the branch by 0.1 to 0.3`,
      ),
      fixed: {},
    },
  },
})
