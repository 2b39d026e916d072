import { expect, test } from 'vitest'
import { type InputSize, input, model } from '../../builder/index'
import { fittingSet } from './fittingSet'

test.each([
  [28, 28, 1, 'digits'],
  [224, 224, 3, 'photographs'],
  [64, 64, 3, 'scenes'],
  [32, 32, 3, 'photographs'],
  [null, null, 3, 'photographs'],
] as const)('%s×%s×%s takes %s', (height: InputSize, width: InputSize, channels: number, set: string) => {
  const image = input(height, width, channels)
  expect(fittingSet(model('Net', image, image.relu()).graph)).toBe(set)
})
