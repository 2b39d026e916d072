import { checkRule } from './checkRule'
import { wrongShapeContract } from './wrong-shape-contract'

checkRule(wrongShapeContract, {
  valid: {
    'contracts that hold, behind and under a call': `
const image = input(32, 32, 3)
const x = image.conv2d(8, 3).relu() // => 30×30×8
const y = x.conv2d(16, 3)
//          ^? 28x28x16
//    ^? 28×28×16
const scores = y.globalAveragePool2d() // => 16
model('m', image, scores) // => 16`,
    'a result of a function of the program': `
const image = input(32, 32, 3)
const block = (x: Tensor, filters: number) => {
  const y = x.conv2d(filters, 3, { padding: 'same' }).relu()
  return y.add(x.conv2d(filters, 1))
}
const x = block(image, 8) // => 32×32×8
model('m', image, x.globalAveragePool2d())`,
    'several outputs, and a call that makes several layers': `
const image = input(32, 32, 4)
const [a, b] = image.split(2) // => 32×32×2, 32×32×2
let x = a.add(b)
for (const filters of [8, 16]) {
  x = x.conv2d(filters, 3, { padding: 'same' }) // => 32×32×8 | 32×32×16
}
model('m', image, x)`,
    'sizes that nobody knows, and those of a function nobody calls': `
export const block = (x: Tensor) => x.conv2d(Math.random(), 3) // => 28×28×6
export const down = (x: Tensor) => x.conv2d(8, 3, { padding: 'same', strides: 2 }) // => ⌈H/2⌉×⌈W/2⌉×8`,
    'comments that are no contracts of a layer': `
const image = input(32, 32, 3)
const twice = (n: number) => 2 * n
twice(image.height) // => 64
console.log(image.conv2d(8, 3).shape) // => 8
const text = '// => 3×3×3'
model('m', image, image.conv2d(8, 3)) // => the scores`,
  },
  invalid: {
    'behind a call': {
      code: `
const image = input(32, 32, 3)
const x = image.conv2d(8, 3, { strides: 2 }) // => 30×30×8
//                                                 ^^^^^^^ error: the call makes 15×15×8, not 30×30×8
model('m', image, x.globalAveragePool2d())`,
      fixed: {
        'Update to 15×15×8': `
const image = input(32, 32, 3)
const x = image.conv2d(8, 3, { strides: 2 }) // => 15×15×8
model('m', image, x.globalAveragePool2d())`,
      },
    },
    'within a chain, and under a name': {
      code: `
const image = input(32, 32, 3)
const x = image
  .conv2d(8, 3) // => 30×30×9
//                    ^^^^^^^ error: the call makes 30×30×8, not 30×30×9
  .conv2d(4, 3)
model('m', image, x.globalAveragePool2d())`,
      fixed: {
        'Update to 30×30×8': `
const image = input(32, 32, 3)
const x = image
  .conv2d(8, 3) // => 30×30×8
  .conv2d(4, 3)
model('m', image, x.globalAveragePool2d())`,
      },
    },
    'one of several layers': {
      code: `
const image = input(32, 32, 3)
let x = image
for (const filters of [8, 16]) {
  x = x.conv2d(filters, 3, { padding: 'same' }) // => 32×32×8
//                                                    ^^^^^^^ error: the call makes 32×32×8 and 32×32×16, not 32×32×8
}
model('m', image, x)`,
      fixed: {
        'Update to 32×32×8 | 32×32×16': `
const image = input(32, 32, 3)
let x = image
for (const filters of [8, 16]) {
  x = x.conv2d(filters, 3, { padding: 'same' }) // => 32×32×8 | 32×32×16
}
model('m', image, x)`,
      },
    },
    'the result of a function, and a model of another rank': {
      code: `
const image = input(32, 32, 3)
const block = (x: Tensor) => x.conv2d(8, 3).relu()
const y = block(image) // => 30×30×16
//                           ^^^^^^^^ error: the call makes 30×30×8, not 30×30×16
model('m', image, y.globalAveragePool2d()) // => 8`,
      fixed: {
        'Update to 30×30×8': `
const image = input(32, 32, 3)
const block = (x: Tensor) => x.conv2d(8, 3).relu()
const y = block(image) // => 30×30×8
model('m', image, y.globalAveragePool2d()) // => 8`,
      },
    },
    'a layer of TensorFlow.js': {
      code: `
import * as tf from '@tensorflow/tfjs'
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 8, kernelSize: 5 })) // => 24×24×8
net.add(tf.layers.flatten()) // => 400
//                                 ^^^ error: the call makes 4608, not 400
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
      fixed: {
        'Update to 4608': `
import * as tf from '@tensorflow/tfjs'
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 8, kernelSize: 5 })) // => 24×24×8
net.add(tf.layers.flatten()) // => 4608
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
      },
    },
  },
})
