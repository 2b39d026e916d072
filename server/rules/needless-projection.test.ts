import { checkRule } from './checkRule'
import { needlessProjection } from './needless-projection'

checkRule(needlessProjection, {
  valid: {
    'an identity': `
const image = input(32, 32, 16)
const branch = image.conv2d(16, 3, { padding: 'same' }).relu().conv2d(16, 3, { padding: 'same' })
model('m', image, branch.add(image))`,
    'a projection to more channels': `
const image = input(32, 32, 16)
const branch = image.conv2d(32, 3, { padding: 'same' }).relu().conv2d(32, 3, { padding: 'same' })
model('m', image, branch.add(image.conv2d(32, 1)))`,
    'two parallel convolutions that one could replace later, on purpose': `
const image = input(32, 32, 16)
model('m', image, image.conv2d(16, 3, { padding: 'same' }).add(image.conv2d(16, 1)).relu())`,
    'channels that nobody knows': `
export const block = (x: Tensor, filters: number) =>
  x.conv2d(filters, 3, { padding: 'same' }).relu().conv2d(filters, 3, { padding: 'same' }).add(x.conv2d(filters, 1))`,
  },
  invalid: {
    'a normalised 1×1 convolution': {
      code: `
const image = input(32, 32, 16)
const branch = image.conv2d(16, 3, { padding: 'same' }).relu().conv2d(16, 3, { padding: 'same' })
const shortcut = image.conv2d(16, 1, { useBias: false }).batchNorm()
//                     ^^^^^^ warning: this shortcut need not be a convolution: the block's input is 32×32×16 as its output is; an identity lets the gradients pass unchanged
model('m', image, branch.add(shortcut).relu())`,
      fixed: {
        'Add the input itself': `
const image = input(32, 32, 16)
const branch = image.conv2d(16, 3, { padding: 'same' }).relu().conv2d(16, 3, { padding: 'same' })
const shortcut = image
model('m', image, branch.add(shortcut).relu())`,
      },
    },
    'in two of three blocks of a helper: no fix': {
      code: `
const block = (x: Tensor, filters: number) => {
  const branch = x.conv2d(filters, 3, { padding: 'same' }).relu().conv2d(filters, 3, { padding: 'same' })
  return branch.add(x.conv2d(filters, 1)).relu()
//                    ^^^^^^ warning: this shortcut need not be a convolution: the block's input is 32×32×16 as its output is (in 2 blocks); an identity lets the gradients pass unchanged
}
const image = input(32, 32, 3)
model('m', image, block(block(block(image, 16), 16), 16))`,
      fixed: {},
    },
  },
})
