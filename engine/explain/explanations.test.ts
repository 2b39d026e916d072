import { memory } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { input } from '../../builder/input'
import { model } from '../../builder/model'
import { useBackend } from '../checks/backend'
import { build, graphOf } from '../checks/build'
import { explainPixels } from '../checks/explainPixels'
import { loadedLayers } from '../loadedLayers'
import { randomNumbers } from '../weights/randomNumbers'
import { explanations } from './explanations'
import { offeredExplanations } from './offeredExplanations'

beforeAll(() => useBackend('wasm'))

const image = input(8, 8, 3)
const small = model(
  'small',
  image,
  image.conv2d(4, 3).relu().maxPool2d(2).conv2d(3, 2).relu().globalAveragePool2d().dense(2).softmax(),
)
const next = randomNumbers('image')
const pixels = Float32Array.from({ length: 8 * 8 * 3 }, () => next())

describe.each([...explanations.values()])('$name', explanation => {
  const layer = explanation.needs === 'layer' ? 'relu_2' : ''

  test('gives finite numbers, negative ones only where it says so, and leaves no tensor behind in any run', async () => {
    const network = build(small)
    const before = memory().numTensors
    for (let run = 0; run < 5; run++) {
      const { map, width, height, signed } = await explainPixels(explanation, network, pixels, 1, { layer, samples: 4 })
      expect(map.length).toBe(width * height)
      expect(map.every(value => Number.isFinite(value) && (signed || value >= 0))).toBe(true)
    }
    expect(memory().numTensors).toBe(before)
    network.dispose()
  })

  test('costs what it says', async () => {
    const network = build(small)
    const passes = countPasses(network)
    await explainPixels(explanation, network, pixels, 1, { layer, samples: 4 })
    expect(passes).toEqual(explanation.cost(network.graph, layer, { samples: 4 }))
  })

  test('keeps no tensor of a run that is cancelled', async () => {
    const network = build(small)
    const before = memory().numTensors
    const { forwardPasses } = explanation.cost(network.graph, layer, { samples: 4 })
    const run = explainPixels(explanation, network, pixels, 1, { layer, samples: 4, signal: AbortSignal.abort() })
    if (forwardPasses > 0) await expect(run).rejects.toMatchObject({ code: 'cancelled' })
    else await run
    expect(memory().numTensors).toBe(before)
  })
})

test('names are those of the files, and every one is offered with its cost', () => {
  const graph = graphOf(small)
  const offered = offeredExplanations(graph, loadedLayers(graph))
  expect(offered.map(({ name }) => name)).toEqual([...explanations.keys()])
  expect(new Set(offered.map(({ title }) => title)).size).toBe(offered.length)
  for (const { needs, costs } of offered)
    expect(costs.map(({ layer }) => layer)).toEqual(
      needs === 'none' ? [undefined] : ['conv2d_1', 'relu_1', 'maxPool2d_1', 'conv2d_2', 'relu_2'],
    )
})

/** Counts the images that run forward and backward through a network from now on. */
function countPasses(network: ReturnType<typeof build>): { forwardPasses: number; backwardPasses: number } {
  const passes = { forwardPasses: 0, backwardPasses: 0 }
  const forward = network.forward.bind(network)
  const gradients = network.gradients.bind(network)
  network.forward = (inputs, ...others) => {
    passes.forwardPasses += Object.values(inputs)[0].shape[0]
    return forward(inputs, ...others)
  }
  network.gradients = (inputs, ...others) => {
    passes.backwardPasses += Object.values(inputs)[0].shape[0]
    return gradients(inputs, ...others)
  }
  return passes
}
