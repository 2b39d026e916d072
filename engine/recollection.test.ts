import { memory, reshape, type Tensor, tensor, zeros } from '@tensorflow/tfjs-core'
import { beforeAll, expect, test } from 'vitest'
import { useBackend } from './checks/backend'
import { Recollection } from './recollection'
import { share } from './share'

beforeAll(() => useBackend('cpu'))

test('what was noted is recalled, also when the tensors it came from are gone', () => {
  const recollection = new Recollection({})
  const output = tensor([1, 2])
  recollection.note('a', [output])
  output.dispose()
  const [recalled] = recollection.recall('a')
  expect([...recalled.dataSync()]).toEqual([1, 2])
  recollection.dispose()
  expect([...recalled.dataSync()]).toEqual([1, 2])
})

test('the same inputs are the same tensors, or share their numbers, and nothing beside', () => {
  const [image, other] = [zeros([1, 2]), zeros([1, 2])]
  const recollection = new Recollection({ image, other })
  expect(recollection.isOf({ other, image: share(image) })).toBe(true)
  expect(recollection.isOf({ image, other: zeros([1, 2]) })).toBe(false)
  expect(recollection.isOf({ image })).toBe(false)
  expect(recollection.isOf({ image, conv2d_1: other })).toBe(false)
  expect(recollection.isOf({ image, other, conv2d_1: other })).toBe(false)
  expect(recollection.isOf({ image: reshape(image, [2, 1]), other })).toBe(false)
})

test('where there is no room, the oldest goes, and what is larger than all of it is not noted', () => {
  const before = memory().numTensors
  const recollection = new Recollection({}, 4 * 5)
  note(recollection, 'a', zeros([2]))
  note(recollection, 'b', zeros([2]))
  note(recollection, 'c', zeros([3]))
  note(recollection, 'd', zeros([6]))
  expect(['a', 'b', 'c', 'd'].filter(layer => recollection.has(layer))).toEqual(['b', 'c'])
  recollection.dispose()
  expect(memory().numTensors).toBe(before)
})

function note(recollection: Recollection, layer: string, output: Tensor): void {
  recollection.note(layer, [output])
  output.dispose()
}
