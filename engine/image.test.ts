import { beforeAll, expect, test } from 'vitest'
import { input } from '../builder/input'
import { model } from '../builder/model'
import { useBackend } from './checks/backend'
import { imageTensor } from './image'
import type { Image } from './requests'

beforeAll(() => useBackend('wasm'))

const red = [255, 0, 0, 255]
const grey = [100, 100, 100, 0]
const image: Image = { width: 2, height: 1, data: Uint8ClampedArray.from([...red, ...grey]) }

test('colours come as they are, without alpha', () => {
  expect([...imageTensor(image, [1, 2, 3]).dataSync()]).toEqual([255, 0, 0, 100, 100, 100])
})

test('one channel has the luma of ITU-R BT.601', () => {
  const [first, second] = imageTensor(image, [1, 2, 1]).dataSync()
  expect(first).toBeCloseTo(0.299 * 255, 3)
  expect(second).toBeCloseTo(100, 3)
})

test('enlarging reads between pixel centres', () => {
  const ramp: Image = { width: 2, height: 1, data: Uint8ClampedArray.from([0, 0, 0, 255, 80, 80, 80, 255]) }
  expect([...imageTensor(ramp, [1, 4, 1]).dataSync()].map(Math.round)).toEqual([0, 20, 60, 80])
})

test('scale, mean and standard deviation of each channel', () => {
  const preprocessing = { scale: 0.5, mean: [1, 2, 3], standardDeviation: [2, 4, 10] }
  const values = [...imageTensor(image, [1, 2, 3], preprocessing).dataSync()]
  expect(values.map(value => Number(value.toFixed(4)))).toEqual([63.25, -0.5, -0.3, 24.5, 12, 4.7])
})

test('an image that is not as large as it says', () => {
  expect(() => imageTensor({ ...image, height: 2 }, [1, 2, 3])).toThrow('the image says 2×2 pixels but has 8 bytes')
})

test('blue comes first where the network wants it so, and means follow its order', () => {
  const preprocessing = { channelOrder: 'bgr', mean: [1, 2, 3] } as const
  expect([...imageTensor(image, [1, 2, 3], preprocessing).dataSync()]).toEqual([-1, -2, 252, 99, 98, 97])
})

test('an open input takes the size that the preprocessing says', () => {
  const anySize = input(null, null, 3)
  const open = model('open', anySize, anySize.relu()).graph.layers[0].outputShapes[0]
  expect(imageTensor(image, open, { size: [3, 4] }).shape).toEqual([1, 3, 4, 3])
  expect(imageTensor(image, open).shape).toEqual([1, 1, 2, 3])
})

test.each([
  ['a scale of nothing', { scale: 0 }],
  ['means for other channels', { mean: [1, 2] }],
  ['means that are words', { mean: ['a', 'b', 'c'] }],
  ['a deviation of 0', { standardDeviation: [1, 0, 1] }],
  ['half a pixel', { size: [0.5, 2] }],
  ['another order', { channelOrder: 'gbr' }],
  ['another way of resizing', { resize: 'tile' }],
])('%s is told by name', (_name, preprocessing) => {
  const option = Object.keys(preprocessing)[0]
  expect(() => imageTensor(image, [1, 2, 3], preprocessing as never)).toThrow(`preprocessing.${option} must`)
})
