import { expect, test } from 'vitest'
import { input, model } from '../builder/index'
import { commonLayers } from './commonLayers'

const image = input(8, 8, 3)
const stem = image.conv2d(4, 3, { name: 'stem', padding: 'same' })
const block = stem.conv2d(4, 3, { name: 'branch', padding: 'same' }).add(stem)
const shared = block.relu({ name: 'shared' })
const fine = shared.conv2d(2, 1, { name: 'fine' })
const coarse = shared.maxPool2d(2).conv2d(2, 1, { name: 'coarse' }).upSampling2d(2)
const { graph } = model('Net', image, fine.concat(coarse, { name: 'both' }))

test('branches are passed over, what they share is named', () => {
  expect(commonLayers(graph, 'both')).toEqual(['both', 'shared', 'add_1', 'stem', 'input_1'])
})

test('of a layer within a branch, the branch is named too', () => {
  expect(commonLayers(graph, 'coarse')).toEqual(['coarse', 'maxPool2d_1', 'shared', 'add_1', 'stem', 'input_1'])
})

test('what two inputs lead to rests on neither of them', () => {
  const other = input(8, 8, 3)
  const { graph: two } = model('Two', [image, other], image.relu().add(other.relu()))
  expect(commonLayers(two, 'add_1')).toEqual(['add_1'])
})
