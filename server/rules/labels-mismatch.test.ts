import { checkRule } from './checkRule'
import { labelsMismatch } from './labels-mismatch'

checkRule(labelsMismatch, {
  valid: {
    'as many': `
const features = input(64)
model('m', features, features.dense(2).softmax(), { labels: ['cat', 'dog'] })`,
    'one sigmoid for two labels, on purpose': `
const features = input(64)
model('m', features, features.dense(1).sigmoid(), { labels: ['cat', 'dog'] })`,
    'no labels': `
const features = input(64)
model('m', features, features.dense(10).softmax())`,
    'labels that nobody knows': `
export const build = (labels: string[]) => {
  const features = input(64)
  return model('m', features, features.dense(10).softmax(), { labels })
}`,
    'a number of classes that nobody knows': `
export const build = (classes: number) => {
  const features = input(64)
  return model('m', features, features.dense(classes).softmax(), { labels: ['a', 'b'] })
}`,
  },
  invalid: {
    'a dense layer': {
      code: `
const features = input(64)
model('pets', features, features.dense(10).softmax(), { labels: ['cat', 'dog', 'horse'] })
//                               ^^^^^ error: gives 10 scores for the 3 labels of pets`,
      fixed: {
        'Use 3 units': `
const features = input(64)
model('pets', features, features.dense(3).softmax(), { labels: ['cat', 'dog', 'horse'] })`,
      },
    },
    'a convolution whose map is pooled': {
      code: `
const image = input(32, 32, 3)
const scores = image.conv2d(5, 3).globalAveragePool2d().softmax()
//                   ^^^^^^ error: gives 5 scores for the 2 labels of pets
model('pets', image, scores, { labels: ['cat', 'dog'] })`,
      fixed: {
        'Use 2 filters': `
const image = input(32, 32, 3)
const scores = image.conv2d(2, 3).globalAveragePool2d().softmax()
model('pets', image, scores, { labels: ['cat', 'dog'] })`,
      },
    },
  },
})
