import { checkRule } from './checkRule'
import { normalizationOfOneValue } from './normalization-of-one-value'

checkRule(normalizationOfOneValue, {
  valid: {
    'a map': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3).instanceNorm().relu())`,
    'groups of several channels on a pixel, on purpose': `
const image = input(1, 1, 16)
model('m', image, image.groupNorm({ groups: 4 }))`,
    'a size that nobody knows': `
const image = input(null, null, 3)
model('m', image, image.conv2d(16, 3).instanceNorm())`,
  },
  invalid: {
    'instance normalisation of a pixel': {
      code: `
const image = input(3, 3, 8)
model('m', image, image.conv2d(16, 3).instanceNorm().relu())
//                                    ^^^^^^^^^^^^ error: normalises every number of 1×1×16 by itself: a number less its own mean is 0, and nothing passes`,
      fixed: {
        'Remove instanceNorm': `
const image = input(3, 3, 8)
model('m', image, image.conv2d(16, 3).relu())`,
      },
    },
    'layer normalisation of one unit': {
      code: `
const features = input(64)
model('m', features, features.dense(1).layerNorm().sigmoid())
//                                     ^^^^^^^^^ error: normalises every number of 1 by itself: a number less its own mean is 0, and nothing passes`,
      fixed: {
        'Remove layerNorm': `
const features = input(64)
model('m', features, features.dense(1).sigmoid())`,
      },
    },
  },
})
