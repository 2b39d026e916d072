import { checkRule } from './checkRule'
import { unknownLayer } from './unknown-layer'

checkRule(unknownLayer, {
  valid: {
    'a layer': 'export const x = input(8, 8, 3).flatten()',
    'a question whether there is a layer': "export const x = input(8, 8, 3)\nexport const known = 'flaten' in x",
    'a method of what is not known':
      "const loaded = await fetch('x')\nexport const x = input(8, 8, 3)\nloaded.flaten()",
  },
  invalid: {
    'a misspelt layer': {
      code: `
export const x = input(8, 8, 3).flaten().dense(10)
//                              ^^^^^^ error: tensors have no layer flaten; did you mean flatten?`,
      fixed: { 'Use flatten': 'export const x = input(8, 8, 3).flatten().dense(10)' },
    },
    'a name that is like no other': {
      code: `
export const x = input(8, 8, 3).fourierTransform()
//                              ^^^^^^^^^^^^^^^^ error: tensors have no layer fourierTransform`,
      fixed: {},
    },
  },
})
