import { checkRule } from './checkRule'
import { groupsDoNotDivide } from './groups-do-not-divide'

checkRule(groupsDoNotDivide, {
  valid: {
    'groups that divide both': `
const image = input(28, 28, 32)
model('m', image, image.conv2d(48, 3, { groups: 16 }))`,
    'one group a channel, on purpose': `
const image = input(28, 28, 30)
model('m', image, image.conv2d(60, 3, { groups: 30 }))`,
    'groups that nobody knows': `
const image = input(28, 28, 30)
model('m', image, image.conv2d(60, 3, { groups: Math.round(Math.random() * 8) }))`,
  },
  invalid: {
    // 12 divides 48 but not 32; the common divisors of 32 and 48 are 1, 2, 4, 8 and 16.
    'of a convolution': {
      code: `
const image = input(28, 28, 32)
model('m', image, image.conv2d(48, 3, { groups: 12 }))
//                                              ^^ error: 12 groups do not divide 32 input channels`,
      fixed: {
        'Use 8 groups': `
const image = input(28, 28, 32)
model('m', image, image.conv2d(48, 3, { groups: 8 }))`,
        'Use 16 groups': `
const image = input(28, 28, 32)
model('m', image, image.conv2d(48, 3, { groups: 16 }))`,
      },
    },
    'of a group normalisation with its default of 32': {
      code: `
const image = input(28, 28, 48)
model('m', image, image.groupNorm())
//                      ^^^^^^^^^ error: 32 groups do not divide 48 input channels`,
      fixed: {
        'Use 24 groups': `
const image = input(28, 28, 48)
model('m', image, image.groupNorm({ groups: 24 }))`,
        'Use 48 groups': `
const image = input(28, 28, 48)
model('m', image, image.groupNorm({ groups: 48 }))`,
      },
    },
  },
})
