import { checkRule } from './checkRule'
import { unprojectedPoolBranch } from './unprojected-pool-branch'

checkRule(unprojectedPoolBranch, {
  valid: {
    'a projection behind the pooling': `
const x = input(28, 28, 192)
const pooled = x.maxPool2d(3, { strides: 1, padding: 'same' }).conv2d(32, 1).relu()
model('m', x, x.conv2d(64, 1).relu().concat(x.conv2d(128, 3, { padding: 'same' }).relu(), pooled))`,
    'a module that makes the map smaller, on purpose': `
const x = input(28, 28, 192)
const [a, b] = [96, 64].map(filters => x.conv2d(filters, 3, { strides: 2, padding: 'same' }).relu())
model('m', x, a.concat(b, x.maxPool2d(3, { strides: 2, padding: 'same' })))`,
    'a pyramid of poolings': `
const x = input(28, 28, 192)
const [a, b, c] = [5, 9, 13].map(size => x.maxPool2d(size, { strides: 1, padding: 'same' }))
model('m', x, x.concat(a, b, c).conv2d(192, 1).relu())`,
    'channels that nobody knows': `
export const module = (x: Tensor, filters: number) =>
  x.conv2d(filters, 1).concat(x.conv2d(filters, 3, { padding: 'same' }), x.maxPool2d(3, { strides: 1, padding: 'same' }))`,
  },
  invalid: {
    'the naive module': {
      code: `
const x = input(28, 28, 192)
const pooled = x.maxPool2d(3, { strides: 1, padding: 'same' })
//               ^^^^^^^^^ warning: brings all 192 channels of its input into concat_1, which gives 384: a 1×1 convolution behind it would keep them few
model('m', x, x.conv2d(64, 1).relu().concat(x.conv2d(128, 3, { padding: 'same' }).relu(), pooled))`,
      fixed: {
        'Bring it to 64 channels by a 1×1 convolution': `
const x = input(28, 28, 192)
const pooled = x.maxPool2d(3, { strides: 1, padding: 'same' }).conv2d(64, 1).relu()
model('m', x, x.conv2d(64, 1).relu().concat(x.conv2d(128, 3, { padding: 'same' }).relu(), pooled))`,
      },
    },
    'beside a branch that parts and comes together': {
      code: `
const x = input(28, 28, 192)
const [row, column] = [[1, 3], [3, 1]].map(size => x.conv2d(64, size as [number, number], { padding: 'same' }).relu())
const pooled = x.avgPool2d(3, { strides: 1, padding: 'same' })
//               ^^^^^^^^^ warning: brings all 192 channels of its input into concat_2, which gives 384: a 1×1 convolution behind it would keep them few
model('m', x, x.conv2d(64, 1).relu().concat(row.concat(column), pooled))`,
      fixed: {
        'Bring it to 64 channels by a 1×1 convolution': `
const x = input(28, 28, 192)
const [row, column] = [[1, 3], [3, 1]].map(size => x.conv2d(64, size as [number, number], { padding: 'same' }).relu())
const pooled = x.avgPool2d(3, { strides: 1, padding: 'same' }).conv2d(64, 1).relu()
model('m', x, x.conv2d(64, 1).relu().concat(row.concat(column), pooled))`,
      },
    },
  },
})
