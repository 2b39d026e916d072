import { checkRule } from './checkRule'
import { outputStride } from './output-stride'

const ENCODER = `
const image = input(224, 224, 3)
let x = image
for (const filters of [16, 32, 64, 64]) x = x.conv2d(filters, 3, { padding: 'same', strides: 2 }).relu()`

checkRule(outputStride, {
  valid: {
    'scores that are enlarged': `${ENCODER}
x = x.conv2d(4, 1).upSampling2d(16, { interpolation: 'bilinear' }).softmax()
model('roads', image, x, { task: 'segmentation' })`,
    'coarse scores of a model that says nothing of its task, on purpose': `${ENCODER}
model('cells', image, x.conv2d(4, 1).softmax())`,
    'an image of a size that nobody knows': `
const image = input(null, null, 3)
let x = image
for (const filters of [16, 32, 64, 64]) x = x.conv2d(filters, 3, { padding: 'same', strides: 2 }).relu()
model('roads', image, x.conv2d(4, 1).softmax(), { task: 'segmentation' })`,
  },
  invalid: {
    'an encoder alone': {
      code: `${ENCODER}
x = x.conv2d(4, 1)
//    ^^^^^^ warning: gives 14×14 scores for 224×224 pixels, one for each block of about 16×16: enlarge them, or dilate in the place of the last strides
model('roads', image, x.softmax(), { task: 'segmentation' })`,
      fixed: {},
    },
  },
})
