import { tensor } from '@tensorflow/tfjs-core'
import { beforeAll, expect, test } from 'vitest'
import { graphCosts } from '../builder/costs'
import lenet from '../examples/digits/lenet'
import doodles from '../examples/transfer/doodles'
import { DOODLES, makeDoodle } from '../scripts/train/doodles'
import { loadExample } from '../scripts/train/loadExample'
import { nameDoodles } from '../scripts/train/nameDoodles'
import { softmaxLoss } from '../scripts/train/softmaxLoss'
import { train } from '../scripts/train/train'
import { useBackend } from './checks/backend'
import { graphOf } from './checks/build'
import { findLogits } from './logits'

beforeAll(() => useBackend('wasm'))

test('a head on the digits’ convolutions names at least 93 of 100 drawings that it has never seen', async () => {
  const { network } = loadExample('transfer', doodles)
  const heldOut = DOODLES.flatMap((_, shape) =>
    Array.from({ length: 40 }, (_, i) => makeDoodle(`held out ${i}`, shape)),
  )
  expect(await nameDoodles(network, heldOut)).toBeGreaterThanOrEqual(0.93)
  network.dispose()
})

test('its frozen convolutions are those of the digits, number by number, and count as not trained', () => {
  const { network, values } = loadExample('transfer', doodles)
  const { network: digits, values: known } = loadExample('digits', lenet)
  const frozen = ['conv2d_1/kernel', 'conv2d_1/bias', 'conv2d_2/kernel', 'conv2d_2/bias']
  for (const name of frozen) expect(values.get(name)).toEqual(known.get(name))
  const { parameters } = graphCosts(network.graph)
  const numbers = frozen.reduce((sum, name) => sum + known.get(name)!.length, 0)
  expect(parameters).toEqual({ trainable: (400 + 1) * 5, nonTrainable: numbers })
  network.dispose()
  digits.dispose()
})

test('training moves the head and leaves the frozen layers as they are', async () => {
  const graph = graphOf(doodles)
  const { network, values: from } = loadExample('transfer', doodles)
  network.dispose()
  const batch = () => {
    const pixels = Float32Array.from({ length: 2 * 32 * 32 }, (_, i) => (i % 7) / 7)
    return {
      input: tensor(pixels, [2, 32, 32, 1]),
      lossAt: (logits: Parameters<typeof softmaxLoss>[0]) => softmaxLoss(logits, [0, 3]),
    }
  }
  const trained = await train({
    ...{ graph, target: findLogits(graph).edge, seed: 1, from, steps: 2, rate: 0.1, report: 10 },
    batch,
  })
  for (const [name, before] of from) {
    if (name.startsWith('head')) expect(trained.get(name)).not.toEqual(before)
    else expect(trained.get(name)).toEqual(before)
  }
})
