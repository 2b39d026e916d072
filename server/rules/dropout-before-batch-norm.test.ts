import { checkRule } from './checkRule'
import { dropoutBeforeBatchNorm } from './dropout-before-batch-norm'

checkRule(dropoutBeforeBatchNorm, {
  valid: {
    'behind the last normalisation': `
const features = input(64)
model('m', features, features.dense(32, { useBias: false }).batchNorm().relu().dropout(0.5).dense(10).softmax())`,
    'a normalisation of every image for itself, on purpose': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(32, 3).spatialDropout2d(0.2).groupNorm({ groups: 8 }).relu())`,
    'a rate of 0': `
const features = input(64)
model('m', features, features.dense(32).dropout(0).dense(16, { useBias: false }).batchNorm())`,
    'a rate that nobody knows': `
const head = (x: Tensor, rate: number) => x.dropout(rate).dense(16, { useBias: false }).batchNorm()`,
    'two dense layers between': `
const features = input(64)
model('m', features, features.dropout(0.5).dense(32).relu().dense(16, { useBias: false }).batchNorm())`,
  },
  invalid: {
    'directly before': {
      code: `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3).relu().dropout(0.2).batchNorm().flatten().dense(10).softmax())
//                                          ^^^^^^^ warning: batchNorm_1 learns the variance of what dropout leaves in training, which is another at inference: put the dropout behind the last batch normalisation`,
      fixed: {
        'Remove the dropout': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(8, 3).relu().batchNorm().flatten().dense(10).softmax())`,
      },
    },
    'through pooling and a convolution, in a loop': {
      code: `
let x = input(32, 32, 3)
const image = x
for (const filters of [8, 16]) {
  x = x.spatialDropout2d(0.1).maxPool2d(2).conv2d(filters, 3, { useBias: false }).batchNorm().relu()
  //    ^^^^^^^^^^^^^^^^ warning: batchNorm_1 learns the variance of what spatialDropout2d leaves in training, which is another at inference: put the dropout behind the last batch normalisation (in 2 layers)
}
model('m', image, x)`,
      fixed: {
        'Remove the dropout (2 layers)': `
let x = input(32, 32, 3)
const image = x
for (const filters of [8, 16]) {
  x = x.maxPool2d(2).conv2d(filters, 3, { useBias: false }).batchNorm().relu()
}
model('m', image, x)`,
      },
    },
  },
})
