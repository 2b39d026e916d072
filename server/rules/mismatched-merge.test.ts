import { checkRule } from './checkRule'
import { mismatchedMerge } from './mismatched-merge'

checkRule(mismatchedMerge, {
  valid: {
    'equal shapes': `
const image = input(32, 32, 16)
model('m', image, image.conv2d(16, 3, { padding: 'same' }).add(image))`,
    'a gate of 1×1, which is stretched on purpose': `
const image = input(32, 32, 16)
const gate = image.globalAveragePool2d().dense(16).sigmoid().reshape([1, 1, 16])
model('m', image, image.multiply(gate))`,
    'sizes that may be equal': `
const image = input(null, null, 16)
const other = input('rows', 'columns', 16)
model('m', [image, other], image.add(other))`,
    'channels that nobody knows': `
const image = input(32, 32, 16)
model('m', image, image.conv2d(Math.round(Math.random()), 1).add(image))`,
  },
  invalid: {
    'other channels: a projection': {
      code: `
const image = input(32, 32, 16)
model('m', image, image.conv2d(64, 3, { padding: 'same' }).add(image))
//                                                         ^^^ error: shapes 32×32×64 and 32×32×16 do not fit together`,
      fixed: {
        'Bring the shortcut to 32×32×64 by a 1×1 convolution': `
const image = input(32, 32, 16)
model('m', image, image.conv2d(64, 3, { padding: 'same' }).add(image.conv2d(64, 1)))`,
      },
    },
    'a stride that the shortcut does not have, and normalised branches': {
      code: `
const image = input(33, 33, 16)
const x = image.conv2d(64, 3, { padding: 'same', strides: 2, useBias: false }).batchNorm()
model('m', image, x.add(image))
//                  ^^^ error: shapes 17×17×64 and 33×33×16 do not fit together`,
      fixed: {
        'Bring the shortcut to 17×17×64 by a 1×1 convolution': `
const image = input(33, 33, 16)
const x = image.conv2d(64, 3, { padding: 'same', strides: 2, useBias: false }).batchNorm()
model('m', image, x.add(image.conv2d(64, 1, { strides: 2, useBias: false }).batchNorm()))`,
      },
    },
    'the shortcut as receiver, in a choice that needs brackets': {
      code: `
const big = true
const image = input(32, 32, 16)
const y = image.conv2d(8, 3, { padding: 'same' })
model('m', image, (big ? image : y).add(y))
//                                  ^^^ error: shapes 32×32×16 and 32×32×8 do not fit together`,
      fixed: {
        'Bring the shortcut to 32×32×8 by a 1×1 convolution': `
const big = true
const image = input(32, 32, 16)
const y = image.conv2d(8, 3, { padding: 'same' })
model('m', image, (big ? image : y).conv2d(8, 1).add(y))`,
      },
    },
    'borders lost in a branch': {
      code: `
const image = input(32, 32, 16)
const branch = image.conv2d(16, 3).relu().conv2d(16, 3, { useBias: false })
model('m', image, branch.add(image))
//                       ^^^ error: shapes 28×28×16 and 32×32×16 do not fit together`,
      fixed: {
        "Use padding 'same' in the 2 layers of the branch": `
const image = input(32, 32, 16)
const branch = image.conv2d(16, 3, { padding: 'same' }).relu().conv2d(16, 3, { useBias: false, padding: 'same' })
model('m', image, branch.add(image))`,
      },
    },
    'a concatenation of branches of which one has lost its border': {
      code: `
const image = input(32, 32, 16)
const [a, b] = [image.conv2d(8, 1), image.conv2d(8, 5)]
model('m', image, a.concat(b))
//                  ^^^^^^ error: shapes 32×32×8 and 28×28×8 do not fit together`,
      fixed: {
        "Use padding 'same' in the branch": `
const image = input(32, 32, 16)
const [a, b] = [image.conv2d(8, 1), image.conv2d(8, 5, { padding: 'same' })]
model('m', image, a.concat(b))`,
      },
    },
    'other channels than what follows the sum needs': {
      code: `
const image = input(32, 32, 16)
const branch = image.conv2d(24, 3, { padding: 'same' }).batchNorm()
const sum = branch.add(image)
//                 ^^^ error: shapes 32×32×24 and 32×32×16 do not fit together
model('m', image, sum.add(image))`,
      fixed: {
        'Use 16 filters in the branch': `
const image = input(32, 32, 16)
const branch = image.conv2d(16, 3, { padding: 'same' }).batchNorm()
const sum = branch.add(image)
model('m', image, sum.add(image))`,
      },
    },
  },
})
