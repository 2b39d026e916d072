import { checkRule } from './checkRule'
import { normalizationAfterOutput } from './normalization-after-output'

checkRule(normalizationAfterOutput, {
  valid: {
    'before the last dense layer': `
const features = input(64)
model('m', features, features.dense(32, { useBias: false }).batchNorm().relu().dense(10).softmax())`,
    'an embedding that is normalised on purpose': `
const features = input(64)
model('m', features, features.dense(128, { useBias: false }).batchNorm())`,
    'a gate, which is no output': `
const image = input(32, 32, 8)
model('m', image, image.multiply(image.conv2d(1, 7, { padding: 'same', useBias: false }).batchNorm().sigmoid()))`,
    'what it stands on is not known': `
export const head = (x: Tensor) => x.batchNorm().softmax()`,
  },
  invalid: {
    'between the scores and the softmax': {
      code: `
const features = input(64)
model('m', features, features.dense(10, { useBias: false }).batchNorm().softmax())
//                                                          ^^^^^^^^^ warning: gives the 10 scores of dense_1 the same mean and variance, however sure the network is`,
      fixed: {
        'Remove batchNorm': `
const features = input(64)
model('m', features, features.dense(10, { useBias: false }).softmax())`,
      },
    },
    'behind a softmax that the dense layer applies itself': {
      code: `
const features = input(64)
model('m', features, features.dense(10, { activation: 'softmax' }).layerNorm())
//                                                                 ^^^^^^^^^ warning: layerNorm behind the softmax makes of probabilities what is none: the output does not lie between 0 and 1`,
      fixed: {
        'Remove layerNorm': `
const features = input(64)
model('m', features, features.dense(10, { activation: 'softmax' }))`,
      },
    },
  },
})
