import { checkRule } from './checkRule'
import { normalizationOfSum } from './normalization-of-sum'

const blocks = (step: string) => `
const image = input(32, 32, 16)
let x = image
for (let i = 0; i < 3; i++) {
  const branch = x.conv2d(16, 3, { padding: 'same' }).relu().conv2d(16, 3, { padding: 'same', useBias: false })
${step}
}
model('blocks', image, x)`

checkRule(normalizationOfSum, {
  valid: {
    'in the branch': blocks('  x = branch.batchNorm().add(x).relu()'),
    'behind the last block, as pre-activated networks have it on purpose': `
const image = input(32, 32, 16)
const branch = image.conv2d(16, 3, { padding: 'same' }).relu().conv2d(16, 3, { padding: 'same' })
model('block', image, branch.add(image).batchNorm().relu())`,
    'on one of several ways that nobody knows': blocks('  x = Math.random() > 0.5 ? branch.add(x) : x.relu()'),
    'in front of the convolutions, with the shortcut around it': `
const image = input(32, 32, 16)
let x = image
for (let i = 0; i < 3; i++) x = x.batchNorm().relu().conv2d(16, 3, { padding: 'same' }).add(x)
model('blocks', image, x)`,
  },
  invalid: {
    'on every sum': {
      code: blocks(`  x = branch.add(x).batchNorm().relu()
//                  ^^^^^^^^^ warning: scales what the shortcut of add_1 carries, so that nothing passes the blocks as it is: put it into the branch (in 2 layers)`),
      fixed: {},
    },
    'in TensorFlow.js': {
      code: `
import * as tf from '@tensorflow/tfjs'
const image = tf.input({ shape: [32, 32, 16] })
const conv = (x: tf.SymbolicTensor) => tf.layers.conv2d({ filters: 16, kernelSize: 3, padding: 'same' }).apply(x) as tf.SymbolicTensor
const sum = tf.layers.add({ name: 'sum' }).apply([conv(image), image])
const mid = tf.layers.batchNormalization().apply(sum) as tf.SymbolicTensor
//                    ^^^^^^^^^^^^^^^^^^ warning: scales what the shortcut of sum carries, so that nothing passes the blocks as it is: put it into the branch
const end = tf.layers.add({ name: 'end' }).apply([conv(mid), mid])
tf.model({ inputs: image, outputs: end as tf.SymbolicTensor })`,
      fixed: {},
    },
  },
})
