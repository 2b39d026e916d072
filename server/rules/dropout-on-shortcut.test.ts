import { checkRule } from './checkRule'
import { dropoutOnShortcut } from './dropout-on-shortcut'

checkRule(dropoutOnShortcut, {
  valid: {
    'in the branch, on purpose': `
const image = input(32, 32, 8)
model('m', image, image.conv2d(8, 3, { padding: 'same' }).relu().spatialDropout2d(0.2).conv2d(8, 1).add(image))`,
    'before the block': `
const image = input(32, 32, 8)
const x = image.spatialDropout2d(0.2)
model('m', image, x.conv2d(8, 3, { padding: 'same' }).add(x))`,
    'two branches from different inputs': `
const [left, right] = [input(64), input(64)]
model('m', [left, right], left.dense(8).add(right.dense(8).dropout(0.5)))`,
    'a rate that nobody knows': `
export const block = (x: Tensor, rate: number) => x.conv2d(8, 3, { padding: 'same' }).add(x.dropout(rate))`,
  },
  invalid: {
    'between start and sum': {
      code: `
const image = input(32, 32, 8)
model('m', image, image.conv2d(8, 3, { padding: 'same' }).add(image.dropout(0.5)))
//                                                                  ^^^^^^^ warning: drops from the shortcut that add_1 adds, which has to carry everything through: put it into the branch`,
      fixed: {
        'Remove the dropout': `
const image = input(32, 32, 8)
model('m', image, image.conv2d(8, 3, { padding: 'same' }).add(image))`,
      },
    },
    'in a helper that is called twice': {
      code: `
const block = (x: Tensor) => {
  const shortcut = x.spatialDropout2d(0.2)
  //                 ^^^^^^^^^^^^^^^^ warning: drops from the shortcut that add_1 adds, which has to carry everything through: put it into the branch (in 2 layers)
  return shortcut.add(x.conv2d(8, 3, { padding: 'same' }).relu().conv2d(8, 1))
}
const image = input(32, 32, 8)
model('m', image, block(block(image)))`,
      fixed: {
        'Remove the dropout (2 layers)': `
const block = (x: Tensor) => {
  const shortcut = x
  return shortcut.add(x.conv2d(8, 3, { padding: 'same' }).relu().conv2d(8, 1))
}
const image = input(32, 32, 8)
model('m', image, block(block(image)))`,
      },
    },
  },
})
