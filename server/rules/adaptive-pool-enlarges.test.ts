import { adaptivePoolEnlarges } from './adaptive-pool-enlarges'
import { checkRule } from './checkRule'

checkRule(adaptivePoolEnlarges, {
  valid: {
    'a pyramid on a large map': `
const image = input(60, 60, 3)
model('m', image, ...[1, 2, 3, 6].map(bins => image.adaptiveAvgPool2d(bins)).slice(0, 1))`,
    'as many cells as pixels, on purpose': `
const image = input(6, 6, 3)
model('m', image, image.adaptiveAvgPool2d(6))`,
    'a map whose size nobody knows': `
const image = input(null, null, 3)
model('m', image, image.adaptiveAvgPool2d(6))`,
  },
  invalid: {
    'more cells than pixels': {
      code: `
const image = input(4, 4, 3)
model('m', image, image.adaptiveAvgPool2d(6))
//                      ^^^^^^^^^^^^^^^^^ warning: pools a 4×4 map to 6×6 cells: pixels are repeated, nothing is summed up`,
      fixed: {},
    },
  },
})
