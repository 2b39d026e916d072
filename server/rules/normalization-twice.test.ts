import { checkRule } from './checkRule'
import { normalizationTwice } from './normalization-twice'

checkRule(normalizationTwice, {
  valid: {
    'an activation between': `
const image = input(32, 32, 3)
model('m', image, image.batchNorm().relu().batchNorm())`,
    'a sum of normalised branches, normalised on purpose': `
const image = input(32, 32, 3)
model('m', image, image.batchNorm().add(image).batchNorm())`,
    'what nobody knows': `
const head = (x: Tensor) => x.batchNorm()`,
  },
  invalid: {
    directly: {
      code: `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3, { useBias: false }).batchNorm().batchNorm().relu())
//                                                                   ^^^^^^^^^ warning: normalises what batchNorm has normalised already`,
      fixed: {
        'Remove the second batchNorm': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3, { useBias: false }).batchNorm().relu())`,
      },
    },
    'through dropout, in a helper': {
      code: `
const twice = (x: Tensor) => x.batchNorm().spatialDropout2d(0.1).batchNorm().relu()
//                                                               ^^^^^^^^^ warning: normalises what batchNorm has normalised already (2 layers)
const image = input(32, 32, 3)
model('m', image, twice(twice(image)))`,
      fixed: {
        'Remove the second batchNorm (2 layers)': `
const twice = (x: Tensor) => x.batchNorm().spatialDropout2d(0.1).relu()
const image = input(32, 32, 3)
model('m', image, twice(twice(image)))`,
      },
    },
  },
})
