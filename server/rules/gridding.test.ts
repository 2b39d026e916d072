import { checkRule } from './checkRule'
import { gridding } from './gridding'

checkRule(gridding, {
  valid: {
    'rates that fill one another, as in hybrid dilated convolution': `
const image = input(64, 64, 3)
let x: Tensor = image
for (const dilationRate of [1, 2, 5]) x = x.conv2d(16, 3, { dilationRate, padding: 'same' }).relu()
model('m', image, x)`,
    'branches side by side on purpose, as in ASPP': `
const image = input(64, 64, 3)
const branch = (dilationRate: number) => image.conv2d(16, 3, { dilationRate, padding: 'same' }).relu()
model('m', image, branch(6).concat(branch(12), branch(18)).conv2d(16, 1).relu())`,
    'convolutions behind that fill the holes, as in dilated residual networks': `
const image = input(64, 64, 3)
let x: Tensor = image
for (const dilationRate of [2, 2, 1]) x = x.conv2d(16, 3, { dilationRate, padding: 'same' }).relu()
model('m', image, x)`,
    'rates that nobody knows': `
export const row = (x: Tensor, rate: number) =>
  x.conv2d(16, 3, { dilationRate: rate, padding: 'same' }).relu().conv2d(16, 3, { dilationRate: rate, padding: 'same' }).relu()`,
  },
  invalid: {
    'three of rate 2, through activation and normalisation': {
      code: `
const image = input(64, 64, 3)
const a = image.conv2d(16, 3, { dilationRate: 2, padding: 'same' }).relu()
const b = a.conv2d(16, 3, { dilationRate: 2, padding: 'same', useBias: false }).batchNorm().relu()
model('m', image, b.conv2d(16, 3, { dilationRate: 2, padding: 'same' }).relu())
//                  ^^^^^^ warning: dilation rates 2, 2, 2 in a row leave holes: of 13 pixels in a line only 7 are ever read`,
      fixed: {
        'Use dilation rates 1, 2, 3': `
const image = input(64, 64, 3)
const a = image.conv2d(16, 3, { dilationRate: 1, padding: 'same' }).relu()
const b = a.conv2d(16, 3, { dilationRate: 2, padding: 'same', useBias: false }).batchNorm().relu()
model('m', image, b.conv2d(16, 3, { dilationRate: 3, padding: 'same' }).relu())`,
      },
    },
    'rates that grow too fast, in a loop: no fix': {
      code: `
const image = input(64, 64, 3)
let x: Tensor = image
for (const dilationRate of [1, 2, 9]) x = x.conv2d(16, 3, { dilationRate, padding: 'same' }).relu()
//                                          ^^^^^^ warning: dilation rates 2, 9 in a row leave holes: of 25 pixels in a line only 21 are ever read
model('m', image, x)`,
      fixed: {},
    },
  },
})
