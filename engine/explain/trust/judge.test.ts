import { memory } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { input } from '../../../builder/input'
import { model } from '../../../builder/model'
import { useBackend } from '../../checks/backend'
import { build } from '../../checks/build'
import { inputTensor } from '../../checks/explainPixels'
import { Network } from '../../network'
import type { Target } from '../../requests'
import { randomNumbers } from '../../weights/randomNumbers'
import type { Question } from '../explanation'
import { gradCam } from '../gradCam'
import { gradientTimesInput } from '../gradientTimesInput'
import { saliency } from '../saliency'
import { scoreOf } from '../score'
import { judge, judgingCost, layersWithWeights } from './judge'
import { road, SHARES } from './road'

beforeAll(() => useBackend('wasm'))

const next = randomNumbers('judge')

function ask(network: Network, pixels: ArrayLike<number>, target: Target, layer = ''): Question {
  return {
    ...{ network, inputName: 'input_1', input: inputTensor(network, pixels), others: {} },
    ...{ layer, options: {}, progress: () => {} },
    score: scoreOf(network.graph, target),
  }
}

const image = input(10, 10, 1)
const first = { kind: 'class', class: 0 } as const

/** A network that adds up the left half of the image, which is noise around 1 there and around 0 elsewhere. */
const half = () =>
  build(model('half', image, image.flatten().dense(1, { useBias: false })), {
    'dense_1/kernel': Float32Array.from({ length: 100 }, (_, i) => (i % 10 < 5 ? 1 : 0)),
  })
const pixels = Float32Array.from({ length: 100 }, (_, i) => (i % 10 < 5 ? 1 + next() : next() / 10))
const left = { map: Float32Array.from({ length: 100 }, (_, i) => (i % 10 < 5 ? 1 : 0)), height: 10, width: 10 }

describe('remove and debias', () => {
  test('tells the right order from the wrong one', async () => {
    const question = ask(half(), pixels, first)
    const right = await road(question, left)
    const wrong = await road(question, { ...left, map: left.map.map(value => 1 - value) })
    expect(right.shares).toEqual(SHARES)
    expect(right.score).toBeGreaterThan(1)
    expect(wrong.score).toBeLessThan(-1)
    // Half of the image is what counts: without the other half the score stays, but for the noise.
    const whole = pixels.reduce((sum, value, i) => sum + (i % 10 < 5 ? value : 0), 0)
    expect(right.least[SHARES.indexOf(0.5)]).toBeCloseTo(whole, 4)
  })

  test('is the same for the same seed, and leaves no tensor behind', async () => {
    const question = ask(half(), pixels, first)
    const before = memory().numTensors
    const [one, same, other] = [
      await road(question, left, 3),
      await road(question, left, 3),
      await road(question, left, 4),
    ]
    expect(one).toEqual(same)
    expect(one.most).not.toEqual(other.most)
    expect(memory().numTensors).toBe(before)
  })
})

describe('a judgement', () => {
  const deep = () =>
    build(model('deep', image, image.conv2d(4, 3).relu().conv2d(4, 3).relu().globalAveragePool2d().dense(3).softmax()))

  test('costs at most what it says, tells how far it is, and leaves no tensor behind', async () => {
    const network = deep()
    const passes = { forward: 0, backward: 0 }
    // The networks with random weights are others, so that their class is what is watched.
    const forward = vi.spyOn(Network.prototype, 'forward')
    const gradients = vi.spyOn(Network.prototype, 'gradients')
    const told: [number, number][] = []
    const question = {
      ...ask(network, pixels, first, 'relu_2'),
      progress: (done: number, all: number) => told.push([done, all]),
    }
    const before = memory().numTensors
    await judge(gradCam, question)
    for (const [inputs] of forward.mock.calls) passes.forward += Object.values(inputs)[0].shape[0]
    for (const [inputs] of gradients.mock.calls) passes.backward += Object.values(inputs)[0].shape[0]
    vi.restoreAllMocks()
    const cost = judgingCost(gradCam.cost(network.graph, 'relu_2', {}), layersWithWeights(network.graph))
    expect(passes.backward).toBe(cost.backwardPasses)
    // Three layers with weights: the map, and three of networks more and more random.
    expect(cost.backwardPasses).toBe(4)
    expect(passes.forward).toBeLessThanOrEqual(cost.forwardPasses)
    expect(passes.forward).toBeGreaterThanOrEqual(cost.forwardPasses - 1)
    expect(told.at(-1)).toEqual([cost.forwardPasses, cost.forwardPasses])
    expect(told.map(([done]) => done)).toEqual(told.map(([done]) => done).toSorted((a, b) => a - b))
    expect(memory().numTensors).toBe(before)
  })

  test('of a map that is right by construction speaks for it', async () => {
    const found = await judge(gradientTimesInput, ask(half(), pixels, first))
    expect(found.deletion.scores[0]).toBeCloseTo(found.insertion.scores.at(-1)!, 4)
    expect(found.deletion.area).toBeLessThan(found.insertion.area)
    expect(found.road.score).toBeGreaterThan(1)
    expect(found.inside).toBeUndefined()
  })

  test('finds all of a gradient where the target can see, and tells what chance would put there', async () => {
    const maps = image.conv2d(2, 3).tanh().conv2d(2, 3)
    const network = build(model('maps', image, maps))
    // Two windows of 3 see 5 pixels: rows 1…5 and columns 2…6 of a place in row 1 and column 2.
    const mask = Uint8Array.from({ length: 36 }, (_, place) => (place === 8 ? 1 : 0))
    const target = { kind: 'region', class: 1, mask, width: 6, height: 6 } as const
    const { inside } = await judge(saliency, ask(network, pixels, target))
    expect(inside).toEqual({ inside: 1, chance: 25 / 100 })
  })

  test('can be called off', async () => {
    const question = { ...ask(deep(), pixels, first, 'relu_2'), signal: AbortSignal.abort() }
    const before = memory().numTensors
    await expect(judge(gradCam, question)).rejects.toMatchObject({ code: 'cancelled' })
    expect(memory().numTensors).toBe(before)
  })
})
