import { beforeAll, expect, test } from 'vitest'
import { input } from '../../builder/input'
import { model } from '../../builder/model'
import { useBackend } from '../checks/backend'
import { build } from '../checks/build'
import { explainPixels } from '../checks/explainPixels'
import { activationMaximization } from './activationMaximization'

beforeAll(() => useBackend('wasm'))

test('the picture of a linear target is bright where its weights are positive, and dark where they are negative', async () => {
  const image = input(8, 8, 1)
  const kernel = Float32Array.from({ length: 64 }, (_, i) => (i % 8 < 4 ? 1 : -1))
  const network = build(model('m', image, image.flatten().dense(1), { preprocessing: { scale: 1 / 255 } }), {
    'dense_1/kernel': kernel,
  })
  const { map, picture, facts } = await explainPixels(activationMaximization, network, new Float32Array(64), 0)
  for (const [i, value] of map.entries())
    if (i % 8 < 3) expect(value).toBeGreaterThan(0.8)
    else if (i % 8 > 4) expect(value).toBeLessThan(0.2)
  expect(picture!.data[0]).toBeGreaterThan(200)
  // Of 32 pixels on each side, white ones add up to 32.
  expect(facts!['Target after']).toBeGreaterThan(24)
  expect(Math.abs(facts!['Target before'])).toBeLessThan(1)
})

test('a channel’s picture excites it more than noise, and follows from the seed', async () => {
  const image = input(12, 12, 3)
  const deep = image.conv2d(6, 3).relu().conv2d(4, 3).relu()
  const network = build(model('m', image, deep.globalAveragePool2d().dense(2), { preprocessing: { scale: 1 / 255 } }))
  const target = { kind: 'channel', layer: 'conv2d_2', channel: 2, at: 'everywhere' } as const
  const make = (seed: number) =>
    explainPixels(activationMaximization, network, new Float32Array(432), target, { seed, samples: 16 })
  const [first, again, other] = [await make(1), await make(1), await make(2)]
  expect(first.facts!['Target after']).toBeGreaterThan(first.facts!['Target before'] + 1)
  expect(again.map).toEqual(first.map)
  expect(other.map).not.toEqual(first.map)
})
