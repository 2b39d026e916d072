import { checkRule } from './checkRule'
import { tensorTooLarge } from './tensor-too-large'

checkRule(tensorTooLarge, {
  valid: {
    // 572·572·100·4 bytes = 124.8 MiB.
    'just below': `
const image = input(572, 572, 3)
model('m', image, image.conv2d(100, 3, { padding: 'same' }).relu())`,
    'a large image alone, on purpose': `
const image = input(3000, 3000, 3)
model('m', image, image.conv2d(64, 7, { strides: 8 }).relu())`,
    'a size that nobody knows': `
const image = input(null, null, 3)
model('m', image, image.conv2d(4096, 3).relu())`,
  },
  invalid: {
    // 2048·2048·64·4 bytes = 1 GiB; the activation has the same size and is not told again.
    'a wide layer on a large image': {
      code: `
const image = input(2048, 2048, 3)
model('m', image, image.conv2d(64, 3, { padding: 'same' }).relu().maxPool2d(16))
//                      ^^^^^^ information: its output of 2048×2048×64 takes 1.00 GiB: more than the 128 MiB that a browser's WebGPU takes as one buffer by default`,
      fixed: {},
    },
  },
})
