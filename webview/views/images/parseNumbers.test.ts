import { expect, test } from 'vitest'
import { parseNumbers } from './parseNumbers'

test.each([
  ['1/255', [1 / 255]],
  ['0.485, 0.456, 0.406', [0.485, 0.456, 0.406]],
  ['-1 2;3e-2，4', [-1, 2, 0.03, 4]],
  ['  ', []],
])('%s', (text, numbers) => {
  expect(parseNumbers(text)).toEqual(numbers)
})

test.each(['1/0', 'a', '1,b', '1/2/3', '/2', '1//2', 'Infinity'])('%s is refused', text => {
  expect(parseNumbers(text)).toBeUndefined()
})
