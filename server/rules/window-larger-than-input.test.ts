import { expect, test } from 'vitest'
import { analyseText } from '../analyseText'
import { diagnostics } from '../features/diagnostics'
import { checkRule } from './checkRule'
import { windowLargerThanInput } from './window-larger-than-input'

checkRule(windowLargerThanInput, {
  valid: {
    'a window as large as the map, a dense layer in disguise': `
const image = input(7, 7, 64)
model('m', image, image.conv2d(10, 7))`,
    'padding same': `
const image = input(4, 4, 1)
model('m', image, image.conv2d(8, 7, { padding: 'same' }))`,
    'a map of any size': `
const image = input(null, null, 1)
model('m', image, image.conv2d(8, 7))`,
    'a window that nobody knows': `
const image = input(4, 4, 1)
model('m', image, image.conv2d(8, Math.round(Math.random())))`,
  },
  invalid: {
    'a convolution': {
      code: `
const image = input(6, 6, 1)
model('m', image, image.conv2d(8, 3).conv2d(8, 5))
//                                             ^ error: window 5×5 is larger than its 4×4 input`,
      fixed: {
        "Use padding 'same'": `
const image = input(6, 6, 1)
model('m', image, image.conv2d(8, 3).conv2d(8, 5, { padding: 'same' }))`,
        'Use kernelSize 3': `
const image = input(6, 6, 1)
model('m', image, image.conv2d(8, 3).conv2d(8, 3))`,
      },
    },
    'with dilation: the taps of 3 span 9, and no smaller window does but 1': {
      code: `
const image = input(6, 6, 1)
model('m', image, image.conv2d(8, 3, { dilationRate: 4 }))
//                                ^ error: window 9×9 is larger than its 6×6 input`,
      fixed: {
        "Use padding 'same'": `
const image = input(6, 6, 1)
model('m', image, image.conv2d(8, 3, { dilationRate: 4, padding: 'same' }))`,
        'Use kernelSize 1': `
const image = input(6, 6, 1)
model('m', image, image.conv2d(8, 1, { dilationRate: 4 }))`,
      },
    },
    'one pooling too many, in a loop: a window of one size is no help to all': {
      code: `
const image = input(8, 8, 4)
let x = image
for (let i = 0; i < 4; i++) x = x.maxPool2d(2)
//                                          ^ error: window 2×2 is larger than its 1×1 input
model('m', image, x)`,
      fixed: {
        "Use padding 'same' (4 layers)": `
const image = input(8, 8, 4)
let x = image
for (let i = 0; i < 4; i++) x = x.maxPool2d(2, { padding: 'same' })
model('m', image, x)`,
      },
    },
    'a window that would fit, but leaves too little for the next': {
      code: `
const image = input(6, 6, 1)
model('m', image, image.conv2d(8, 7).relu().conv2d(8, 3))
//                                ^ error: window 7×7 is larger than its 6×6 input`,
      fixed: {
        "Use padding 'same'": `
const image = input(6, 6, 1)
model('m', image, image.conv2d(8, 7, { padding: 'same' }).relu().conv2d(8, 3))`,
      },
    },
  },
})

test('the window that fits is found however large the one written is', () => {
  const analysis = analyseText("const image = input(6, 6, 1)\nmodel('m', image, image.maxPool2d(900_000_000_001))")
  const finding = diagnostics(analysis).find(({ rule }) => rule === 'window-larger-than-input')!
  expect(finding.fixes.map(({ title }) => title)).toContain('Use poolSize 5')
})
