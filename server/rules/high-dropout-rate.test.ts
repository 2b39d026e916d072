import { checkRule } from './checkRule'
import { highDropoutRate } from './high-dropout-rate'

checkRule(highDropoutRate, {
  valid: {
    'half, as AlexNet has it on purpose': `
const features = input(512)
model('m', features, features.dropout(0.5).dense(10))`,
    "seven of ten, as GoogLeNet's auxiliary heads have it": `
const features = input(512)
model('m', features, features.dropout(0.7).dense(10))`,
    'a rate that nobody knows': `
const features = input(512)
model('m', features, features.dropout(Math.random()).dense(10))`,
    'a rate that a caller gives': `
export const head = (x: Tensor, rate: number) => x.dropout(rate).dense(10)`,
  },
  invalid: {
    'the share to keep': {
      code: `
const features = input(512)
model('m', features, features.dropout(0.8).dense(10))
//                                    ^^^ warning: drops 80 % and keeps 20 %: little is left to learn from`,
      fixed: {
        'Use rate 0.2, which keeps 80 %': `
const features = input(512)
model('m', features, features.dropout(0.2).dense(10))`,
        'Use rate 0.5': `
const features = input(512)
model('m', features, features.dropout(0.5).dense(10))`,
      },
    },
    'channels, at a rate given to a helper: no fix': {
      code: `
const block = (x: Tensor, rate: number) => x.spatialDropout2d(rate)
//                                                            ^^^^ warning: drops 75 % and keeps 25 %: little is left to learn from
const image = input(32, 32, 8)
model('m', image, block(block(image, 0.2), 0.75))`,
      fixed: {},
    },
  },
})
