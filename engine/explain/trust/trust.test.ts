import { memory, tensor4d, zerosLike } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { input } from '../../../builder/input'
import { model } from '../../../builder/model'
import { useBackend } from '../../checks/backend'
import { build, graphOf } from '../../checks/build'
import { expectClose } from '../../checks/checkComputation'
import { explainPixels, inputTensor } from '../../checks/explainPixels'
import type { Network } from '../../network'
import { randomNumbers } from '../../weights/randomNumbers'
import { effectiveReceptiveField } from '../effectiveReceptiveField'
import type { Explanation, Question } from '../explanation'
import { gradCam } from '../gradCam'
import { saliency } from '../saliency'
import { scoreOf } from '../score'
import { massInside } from './massInside'
import { perturbationCurve } from './perturbationCurve'
import { rankCorrelation } from './rankCorrelation'
import { receptiveRectangle } from './receptiveRectangle'
import { weightRandomization } from './weightRandomization'

beforeAll(() => useBackend('wasm'))

const next = randomNumbers('trust')

function questionOf(network: Network, pixels: ArrayLike<number>, classIndex: number, layer = ''): Question {
  return {
    ...{ network, inputName: 'input_1', input: inputTensor(network, pixels), others: {} },
    ...{ layer, options: {}, progress: () => {} },
    score: scoreOf(network.graph, { kind: 'class', class: classIndex }),
  }
}

describe('deletion and insertion', () => {
  const image = input(2, 2, 1)
  const linear = () =>
    build(model('m', image, image.flatten().dense(1, { useBias: false })), {
      'dense_1/kernel': new Float32Array([4, 3, 2, 1]),
    })
  const map = { map: new Float32Array([9, 5, 2, 1]), height: 2, width: 2 }
  const against = { map: new Float32Array([1, 2, 5, 9]), height: 2, width: 2 }

  test('of a linear network fall and rise by its weights, in the order of the map', async () => {
    const question = questionOf(linear(), [1, 1, 1, 1], 0)
    const empty = zerosLike(question.input)
    const deletion = await perturbationCurve(question, map, question.input, empty, 4)
    expect([...deletion.scores]).toEqual([10, 6, 3, 1, 0])
    expect(deletion.area).toBeCloseTo((5 + 6 + 3 + 1) / 4, 6)
    const insertion = await perturbationCurve(question, map, empty, question.input, 4)
    expect([...insertion.scores]).toEqual([0, 4, 7, 9, 10])
    // The wrong order is told from the right one by both.
    expect((await perturbationCurve(question, against, question.input, empty, 4)).area).toBeGreaterThan(deletion.area)
    expect((await perturbationCurve(question, against, empty, question.input, 4)).area).toBeLessThan(insertion.area)
  })

  test('a map smaller than the image orders its places', async () => {
    const question = questionOf(linear(), [1, 1, 1, 1], 0)
    const rows = { map: new Float32Array([1, 2]), height: 2, width: 1 }
    const { scores } = await perturbationCurve(question, rows, question.input, zerosLike(question.input), 2)
    expect([...scores]).toEqual([10, 7, 0])
  })

  test('no tensor is left behind', async () => {
    const question = questionOf(linear(), [1, 1, 1, 1], 0)
    const empty = tensor4d([0, 0, 0, 0], [1, 2, 2, 1])
    const before = memory().numTensors
    for (let run = 0; run < 50; run++) await perturbationCurve(question, map, question.input, empty, 4)
    expect(memory().numTensors).toBe(before)
  })
})

test('the mass inside a rectangle, beside what chance puts there', () => {
  const map = { map: new Float32Array([1, 0, 0, -2, 3, 0, 0, 0, 2]), height: 3, width: 3 }
  expect(massInside(map, { top: 1, left: 0, height: 9, width: 2 })).toEqual({ inside: 5 / 8, chance: 4 / 9 })
  expect(massInside({ ...map, map: new Float32Array(9) }, { top: 0, left: 0, height: 1, width: 1 }).inside).toBe(0)
})

test('all of a gradient lies inside the analysed receptive field', async () => {
  const image = input(21, 21, 1)
  const made = model(
    'm',
    image,
    image.conv2d(2, 3, { strides: 2 }).tanh().conv2d(2, 3, { padding: 'same' }).tanh().flatten().dense(2),
  )
  const network = build(made)
  const pixels = Array.from({ length: 441 }, () => next())
  const field = await explainPixels(effectiveReceptiveField, network, pixels, 0, { layer: 'tanh_2' })
  const rectangle = receptiveRectangle(graphOf(made), 'tanh_2', { row: 4, column: 4 })!
  // Two windows of 3, the second at steps of 2: 7 pixels, from 2·4 − 2 on.
  expect(rectangle).toEqual({ top: 6, left: 6, height: 7, width: 7 })
  const { inside, chance } = massInside(field, rectangle)
  expect(inside).toBe(1)
  expect(chance).toBeCloseTo(49 / 441, 6)
  expect(massInside(field, { ...rectangle, top: 7, height: 6 }).inside).toBeLessThan(1)
  expect(receptiveRectangle(graphOf(made), 'dense_1', { row: 0, column: 0 })).toBeUndefined()
})

test('the correlation of ranks is Spearman’s', () => {
  // Without ties: 1 − 6·Σd² / (n·(n² − 1)), d = (0, 1, 1, 0): 1 − 12/60.
  expect(rankCorrelation([1, 2, 3, 4], [10, 30, 20, 40])).toBeCloseTo(0.8, 12)
  expect(rankCorrelation([1, 2, 3], [9, 4, 1])).toBeCloseTo(-1, 12)
  // With ties: ranks (0.5, 0.5, 2) against (0, 1, 2).
  expect(rankCorrelation([5, 5, 7], [1, 2, 3])).toBeCloseTo(Math.sqrt(0.75), 12)
  expect(rankCorrelation([1, 1, 1], [1, 2, 3])).toBe(0)
})

describe('weight randomisation', () => {
  const image = input(12, 12, 1)
  const network = () => {
    const made = model('m', image, image.conv2d(6, 3).relu().conv2d(6, 3).relu().flatten().dense(4).softmax())
    return build(made, {})
  }
  const pixels = Float32Array.from({ length: 144 }, () => next())

  test('goes from the output down, changes the maps of methods that look at the network, and leaves it as it was', async () => {
    const original = network()
    const question = questionOf(original, pixels, 1, 'relu_2')
    const before = memory().numTensors
    for (const method of [gradCam, saliency]) {
      const results = await weightRandomization(method, question, 7)
      expect(results.map(({ layer }) => layer)).toEqual(['dense_1', 'conv2d_2', 'conv2d_1'])
      expect(Math.abs(results.at(-1)!.correlation)).toBeLessThan(0.3)
    }
    expect(memory().numTensors).toBe(before)
    expectClose(
      [...(await saliency.run(question)).map],
      [...(await explainPixels(saliency, network(), pixels, 1)).map],
      1e-6,
    )
  })

  test('catches a method that shows the image alone', async () => {
    const edges: Explanation = {
      ...saliency,
      run: async ({ input }) => ({
        map: (await input.data()) as Float32Array<ArrayBuffer>,
        height: 12,
        width: 12,
        signed: false,
      }),
    }
    const results = await weightRandomization(edges, questionOf(network(), pixels, 1))
    expect(results.every(({ correlation }) => correlation > 0.999)).toBe(true)
  })

  test('with the seed of the network itself nothing changes', async () => {
    const results = await weightRandomization(saliency, questionOf(network(), pixels, 1), 1)
    expect(results.at(-1)!.correlation).toBeCloseTo(1, 6)
  })
})
