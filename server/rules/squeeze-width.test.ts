import { checkRule } from './checkRule'
import { squeezeWidth } from './squeeze-width'

checkRule(squeezeWidth, {
  valid: {
    'a reduction by 16': `
const image = input(32, 32, 64)
const gate = image.globalAveragePool2d().dense(4).relu().dense(64).sigmoid().reshape([1, 1, 64])
model('m', image, image.multiply(gate))`,
    'a gate of one layer, on purpose': `
const image = input(32, 32, 64)
model('m', image, image.multiply(image.globalAveragePool2d({ keepDims: true }).conv2d(64, 1).sigmoid()))`,
    'half the channels, as the first block of MobileNetV3 has': `
const image = input(32, 32, 16)
const gate = image.globalAveragePool2d().dense(8).relu().dense(16).hardSigmoid().reshape([1, 1, 16])
model('m', image, image.multiply(gate))`,
    'units that nobody knows': `
export const squeeze = (x: Tensor, units: number) =>
  x.multiply(x.globalAveragePool2d({ keepDims: true }).conv2d(units, 1).relu().conv2d(64, 1).sigmoid())`,
  },
  invalid: {
    'one unit': {
      code: `
const image = input(32, 32, 64)
const gate = image.globalAveragePool2d().dense(1).relu().dense(64).sigmoid().reshape([1, 1, 64])
//                                       ^^^^^ information: the gate squeezes 64 channels to only 1 unit; a reduction by 4 to 16 has proved good
model('m', image, image.multiply(gate))`,
      fixed: {
        'Use 16 units': `
const image = input(32, 32, 64)
const gate = image.globalAveragePool2d().dense(16).relu().dense(64).sigmoid().reshape([1, 1, 64])
model('m', image, image.multiply(gate))`,
      },
    },
    'as many filters as channels, by convolutions': {
      code: `
const image = input(32, 32, 64)
const pooled = image.globalAveragePool2d({ keepDims: true })
model('m', image, image.multiply(pooled.conv2d(64, 1, { activation: 'relu' }).conv2d(64, 1, { activation: 'sigmoid' })))
//                                      ^^^^^^ information: the gate squeezes 64 channels to 64 units, more than half; a reduction by 4 to 16 has proved good`,
      fixed: {
        'Use 16 filters': `
const image = input(32, 32, 64)
const pooled = image.globalAveragePool2d({ keepDims: true })
model('m', image, image.multiply(pooled.conv2d(16, 1, { activation: 'relu' }).conv2d(64, 1, { activation: 'sigmoid' })))`,
      },
    },
  },
})
