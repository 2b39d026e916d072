import { checkRule } from './checkRule'
import { deepPlain } from './deep-plain'

checkRule(deepPlain, {
  valid: {
    shortcuts: `
const image = input(64, 64, 3)
let x: Tensor = image.conv2d(16, 3, { padding: 'same' }).relu()
for (let i = 0; i < 24; i++) x = x.conv2d(16, 3, { padding: 'same' }).relu().add(x)
model('m', image, x)`,
    'as deep as VGG-19': `
const image = input(64, 64, 3)
let x: Tensor = image
for (let i = 0; i < 16; i++) x = x.conv2d(16, 3, { padding: 'same' }).relu()
model('m', image, x)`,
    'convolutions of single pixels between, on purpose as in MobileNet': `
const image = input(64, 64, 3)
let x: Tensor = image
for (let i = 0; i < 14; i++) x = x.depthwiseConv2d(3, { padding: 'same' }).relu().conv2d(16, 1).relu()
model('m', image, x)`,
    'a depth that nobody knows': `
export const net = (depth: number) => {
  const image = input(64, 64, 3)
  let x: Tensor = image
  for (let i = 0; i < depth; i++) x = x.conv2d(16, 3, { padding: 'same' }).relu()
  return model('m', image, x)
}`,
  },
  invalid: {
    'thirty in a loop': {
      code: `
const image = input(64, 64, 3)
let x: Tensor = image
for (let i = 0; i < 30; i++) x = x.conv2d(16, 3, { padding: 'same', activation: 'relu' })
//                                 ^^^^^^ warning: 30 convolutions stand in a row up to here with no shortcut around any: so deep a plain network trains worse than a shallower one
model('m', image, x)`,
      fixed: {},
    },
  },
})
