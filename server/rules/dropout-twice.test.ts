import { checkRule } from './checkRule'
import { dropoutTwice } from './dropout-twice'

checkRule(dropoutTwice, {
  valid: {
    'a dense layer between': `
const features = input(64)
model('m', features, features.dropout(0.2).dense(32).relu().dropout(0.5).dense(10).softmax())`,
    'channels, then elements, on purpose': `
const image = input(8, 8, 3)
model('m', image, image.conv2d(8, 3).spatialDropout2d(0.1).flatten().dropout(0.5).dense(10).softmax())`,
    'two branches of one dropout': `
const features = input(64)
const x = features.dropout(0.1).relu()
model('m', features, [x.dropout(0.2).dense(10), x.dense(4)])`,
    'rates that nobody knows': `
export const head = (x: Tensor, rate: number) => x.dropout(rate).relu().dropout(rate)`,
  },
  invalid: {
    'an activation between': {
      code: `
const features = input(64)
model('m', features, features.dense(32).dropout(0.5).relu().dropout(0.2).dense(10).softmax())
//                                                          ^^^^^^^ warning: drops of what dropout_1 has left: both together keep 40 % (rates 0.5 and 0.2)`,
      fixed: {
        'Remove the second dropout': `
const features = input(64)
model('m', features, features.dense(32).dropout(0.5).relu().dense(10).softmax())`,
      },
    },
    'through flatten': {
      code: `
const image = input(8, 8, 3)
const x = image.conv2d(8, 3).relu().dropout(0.25).flatten()
model('m', image, x.dropout(0.5).dense(10).softmax())
//                  ^^^^^^^ warning: drops of what dropout_1 has left: both together keep 37.5 % (rates 0.25 and 0.5)`,
      fixed: {
        'Remove the second dropout': `
const image = input(8, 8, 3)
const x = image.conv2d(8, 3).relu().dropout(0.25).flatten()
model('m', image, x.dense(10).softmax())`,
      },
    },
  },
})
