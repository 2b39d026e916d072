import { checkRule } from './checkRule'
import { localResponseNormalization } from './local-response-normalization'

checkRule(localResponseNormalization, {
  valid: {
    'batch normalisation, on purpose': `
const image = input(8, 8, 3)
model('m', image, image.conv2d(8, 3, { useBias: false }).batchNorm().relu())`,
    'a layer that nobody knows': `
declare const normalise: (x: Tensor) => Tensor
model('m', input(8, 8, 3), normalise(input(8, 8, 3)))`,
  },
  invalid: {
    'as AlexNet has it': {
      code: `
const image = input(8, 8, 3)
model('m', image, image.conv2d(8, 3).relu().localResponseNorm())
//                                          ^^^^^^^^^^^^^^^^^ hint: normalises over neighbouring channels, which was measured to gain nothing in deeper networks`,
      fixed: {},
    },
  },
})
