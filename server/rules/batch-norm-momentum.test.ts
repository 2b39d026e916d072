import { batchNormMomentum } from './batch-norm-momentum'
import { checkRule } from './checkRule'

checkRule(batchNormMomentum, {
  valid: {
    'the default': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3, { useBias: false }).batchNorm().relu())`,
    'a short memory of 0.6, on purpose': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3, { useBias: false }).batchNorm({ momentum: 0.6 }).relu())`,
    'a momentum that nobody knows': `
export const norm = (x: Tensor, momentum: number) => x.batchNorm({ momentum })`,
  },
  invalid: {
    "PyTorch's default": {
      code: `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3, { useBias: false }).batchNorm({ momentum: 0.1 }).relu())
//                                                                              ^^^ warning: with momentum 0.1 the averages that inference uses keep 10 % of what was before: they are those of the last batch or two`,
      fixed: {
        'Use momentum 0.9': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3, { useBias: false }).batchNorm({ momentum: 0.9 }).relu())`,
      },
    },
    'averages that never change': {
      code: `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3, { useBias: false }).batchNorm({ momentum: 1 }).relu())
//                                                                              ^ warning: with momentum 1 the averages that inference uses never change`,
      fixed: {
        'Use momentum 0.99': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3, { useBias: false }).batchNorm({ momentum: 0.99 }).relu())`,
      },
    },
  },
})
