import { checkRule } from './checkRule'
import { saturatingActivations } from './saturating-activations'

checkRule(saturatingActivations, {
  valid: {
    'a shallow network with tanh, on purpose': `
const image = input(32, 32, 1)
const x = image.conv2d(6, 5).tanh().avgPool2d(2).conv2d(16, 5).tanh().avgPool2d(2).conv2d(120, 5).tanh().flatten()
model('LeNet-5', image, x.dense(84).tanh().dense(10).softmax())`,
    'normalised before': `
const features = input(64)
let x = features
for (let i = 0; i < 6; i++) x = x.dense(64, { useBias: false }).batchNorm().tanh()
model('m', features, x.dense(10).softmax())`,
    rectifiers: `
const features = input(64)
let x = features
for (let i = 0; i < 6; i++) x = x.dense(64).relu()
model('m', features, x.dense(10).softmax())`,
    'activations that nobody knows': `
const features = input(64)
const activation = Math.random() > 0.5 ? 'relu' : 'tanh'
let x = features
for (let i = 0; i < 6; i++) x = x.dense(64, { activation })
model('m', features, x.dense(10).softmax())`,
  },
  invalid: {
    'a deep row of sigmoids': {
      code: `
const features = input(64)
let x = features
for (let i = 0; i < 6; i++) x = x.dense(64).sigmoid()
//                                          ^^^^^^^ warning: one of 6 layers in a row with sigmoid or tanh, which pass too little of the gradient to the first: use relu (in 6 layers)
model('m', features, x.dense(10).softmax())`,
      fixed: {
        'Use relu (6 layers)': `
const features = input(64)
let x = features
for (let i = 0; i < 6; i++) x = x.dense(64).relu()
model('m', features, x.dense(10).softmax())`,
      },
    },
  },
})
