import { checkRule } from './checkRule'
import { narrowHead } from './narrow-head'

checkRule(narrowHead, {
  valid: {
    'wide enough': `
const features = input(64)
model('m', features, features.dense(16).relu().dense(10).softmax())`,
    'half as many units as classes, on purpose': `
const features = input(64)
model('m', features, features.dense(5).relu().dense(10).softmax())`,
    'classes that nobody knows': `
export const build = (classes: number) => {
  const features = input(64)
  return model('m', features, features.dense(4).relu().dense(classes).softmax())
}`,
  },
  invalid: {
    'four units for ten classes': {
      code: `
const features = input(64)
model('m', features, features.dense(4).relu().dropout(0.1).dense(10).softmax())
//                            ^^^^^ information: the scores of 10 classes are made of 4 numbers, and depend on each other: use at least 10 units`,
      fixed: {
        'Use 40 units': `
const features = input(64)
model('m', features, features.dense(40).relu().dropout(0.1).dense(10).softmax())`,
      },
    },
  },
})
