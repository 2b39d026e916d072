import { checkRule } from './checkRule'
import { misalignedMerge } from './misaligned-merge'

checkRule(misalignedMerge, {
  valid: {
    'a residual block': `
const image = input(32, 32, 16)
model('m', image, image.conv2d(16, 3, { padding: 'same' }).relu().conv2d(16, 3, { padding: 'same' }).add(image))`,
    'a crop on both sides': `
const image = input(32, 32, 16)
model('m', image, image.conv2d(16, 5).relu().add(image.cropping2d(2)))`,
    'maps enlarged again, on purpose as in a pyramid': `
const image = input(32, 32, 16)
const deep = image.conv2d(16, 3, { strides: 2, padding: 'same' }).relu().upSampling2d(2)
model('m', image, deep.add(image))`,
    'a map whose size nobody knows': `
const image = input(null, null, 16)
const [a, b] = [1, 3].map(size => image.conv2d(16, size, { strides: 2, padding: 'same' }).relu())
model('m', image, a.add(b))`,
  },
  invalid: {
    // Valid 3×3 windows have their first centre at 1, cropped 7×7 ones at 3.
    'a crop on one side': {
      code: `
const image = input(64, 64, 3)
const [a, b] = [3, 7].map(size => image.conv2d(16, size).relu())
model('m', image, a.cropping2d({ top: 0, bottom: 4, left: 0, right: 4 }).add(b))
//                                                                       ^^^ information: its inputs look at places 2 pixels of the image apart: their windows are padded or cropped differently`,
      fixed: {},
    },
  },
})
