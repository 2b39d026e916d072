import { checkRule } from './checkRule'
import { softmaxBetweenDense } from './softmax-between-dense'

checkRule(softmaxBetweenDense, {
  valid: {
    'at the output': `
const features = input(64)
model('m', features, features.dense(32).relu().dense(10).softmax())`,
    'attention, whose weights multiply something': `
const features = input(64)
model('m', features, features.dense(64).softmax().multiply(features).dense(10).softmax())`,
    'an output that a dense layer reads too, on purpose': `
const features = input(64)
const classes = features.dense(10).softmax()
model('m', features, [classes, classes.dense(2).softmax()])`,
    'what comes behind is not known': `
export const gate = (x: Tensor) => x.dense(8).softmax()`,
  },
  invalid: {
    'in a hidden layer': {
      code: `
const features = input(64)
model('m', features, features.dense(32).softmax().dropout(0.2).dense(10).softmax())
//                                      ^^^^^^^ warning: makes the 32 hidden units that dense_2 reads sum to 1: a softmax belongs behind the last layer, relu between`,
      fixed: {
        'Use relu': `
const features = input(64)
model('m', features, features.dense(32).relu().dropout(0.2).dense(10).softmax())`,
      },
    },
    'applied by the layers themselves': {
      code: `
let x = input(64)
const features = x
for (const units of [32, 16]) x = x.dense(units, { activation: 'softmax' })
//                                                             ^^^^^^^^^ warning: makes the 32 hidden units that dense_2 reads sum to 1: a softmax belongs behind the last layer, relu between (in 2 layers)
model('m', features, x.dense(10).softmax())`,
      fixed: {
        'Use relu (2 layers)': `
let x = input(64)
const features = x
for (const units of [32, 16]) x = x.dense(units, { activation: 'relu' })
model('m', features, x.dense(10).softmax())`,
      },
    },
  },
})
