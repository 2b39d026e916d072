import { memory } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { input } from '../../builder/input'
import { model } from '../../builder/model'
import type { Tensor } from '../../builder/tensor'
import { useBackend } from '../checks/backend'
import { build } from '../checks/build'
import type { Defect } from '../requests'
import { artefact } from './artefact'

beforeAll(() => useBackend('wasm'))

const image = input(16, 16, 3)

function show(defect: Defect, layers: string[], make: (x: Tensor) => Tensor, weights = {}, from = image) {
  return artefact(build(model('m', from, make(from)), weights), { defect, layers })
}

describe('checkerboard', () => {
  const contrast = async (kernelSize: number | [number, number], strides: number, padding: 'same' | 'valid') => {
    const { facts } = await show('checkerboard', ['conv2dTranspose_1'], x =>
      x.conv2dTranspose(2, kernelSize, { strides, padding }),
    )
    return [facts.least, facts.most]
  }

  /** By hand: so many windows, one begun every `stride` places, lie over a place. */
  const along = (window: number, stride: number) =>
    Array.from({ length: stride }, (_, place) => Math.ceil((window - place) / stride))

  const theory = (window: number, stride: number) => {
    const counts = along(window, stride)
    return [Math.min(...counts) ** 2, Math.max(...counts) ** 2]
  }

  test.each([
    [2, 2],
    [4, 2],
    [6, 3],
    [3, 1],
    [8, 4],
  ])('there is none where window %i is a multiple of stride %i', async (window, stride) => {
    const [least, most] = await contrast(window, stride, 'same')
    expect([least, most]).toEqual(theory(window, stride))
    expect(most).toBe(least)
    expect(await contrast(window, stride, 'valid')).toEqual([least, most])
  })

  test.each([
    [3, 2],
    [5, 2],
    [5, 3],
    [7, 4],
  ])('there is one where window %i is no multiple of stride %i', async (window, stride) => {
    const [least, most] = await contrast(window, stride, 'same')
    expect([least, most]).toEqual(theory(window, stride))
    expect(most).toBeGreaterThan(least)
    expect(await contrast(window, stride, 'valid')).toEqual([least, most])
  })

  test('each axis counts by itself', async () => {
    // Along the rows 2 windows everywhere, along the columns 1 and 2 by turns.
    expect(await contrast([4, 3], 2, 'same')).toEqual([2, 4])
  })

  test('with its own weights, without bias and activation, the channel that varies most', async () => {
    const { own, channel } = await show(
      'checkerboard',
      ['conv2dTranspose_1'],
      x => x.conv2dTranspose(2, 1, { strides: 2, activation: 'relu' }),
      // The second filter sums up to −6, with nothing between.
      {
        'conv2dTranspose_1/kernel': new Float32Array([0, 0, 0, -1, -2, -3]),
        'conv2dTranspose_1/bias': new Float32Array([5, 5]),
      },
    )
    expect(channel).toBe(1)
    expect([...new Set(own!.values)].sort()).toEqual([-6, 0])
  })
})

describe('gridding', () => {
  const row =
    (...rates: number[]) =>
    (x: Tensor) =>
      rates.reduce((y, dilationRate) => y.conv2d(2, 3, { dilationRate, padding: 'same' }).relu(), x)

  /** By hand: the places along a line that some sum of one tap a window reaches. */
  const reached = (...rates: number[]) =>
    new Set(rates.reduce<number[]>((ends, rate) => ends.flatMap(end => [end - rate, end, end + rate]), [0])).size

  test.each([
    [[2, 2], 9],
    [[2, 4], 13],
    [[1, 2], 7],
    [[1, 4], 11],
  ])('rates %j are read within %i pixels where a path leads', async (rates, span) => {
    const { structure, facts } = await show('gridding', ['conv2d_1', `conv2d_${rates.length}`], row(...rates))
    expect([structure.height, structure.width, facts.places]).toEqual([span, span, span ** 2])
    expect(facts.places - facts.unread).toBe(reached(...rates) ** 2)
  })

  test('the same without padding', async () => {
    const bare = (x: Tensor) => x.conv2d(2, 3, { dilationRate: 2 }).conv2d(2, 3, { dilationRate: 2 })
    const { facts } = await show('gridding', ['conv2d_1', 'conv2d_2'], bare)
    expect([facts.places, facts.unread]).toEqual([81, 81 - 25])
  })

  test('its own weights reach no further, activations between or not', async () => {
    const { structure, own } = await show('gridding', ['conv2d_1', 'conv2d_2'], row(2, 2))
    expect(own!.values.length).toBe(81)
    for (const [i, value] of own!.values.entries()) if (structure.values[i] === 0) expect(value).toBeCloseTo(0, 6)
    expect(own!.values.some(value => value > 0.001)).toBe(true)
  })

  test('layers that do not follow each other are refused', async () => {
    await expect(show('gridding', ['conv2d_2', 'conv2d_1'], row(2, 2))).rejects.toMatchObject({
      code: 'not-explainable',
      message: 'conv2d_2 does not lead to conv2d_1 in a row',
    })
  })
})

describe('skipped pixels', () => {
  test('of a window of 2 on stride 3, five pixels of nine are never read', async () => {
    const { structure, facts } = await show('window-skips-pixels', ['conv2d_1'], x => x.conv2d(2, 2, { strides: 3 }))
    // The map is a smaller one whose size leaves 16 mod 3 = 1 over, as 16 does.
    expect([structure.height, structure.width]).toEqual([10, 10])
    const read = new Set([0, 1, 3, 4, 6, 7])
    const expected = Array.from({ length: 100 }, (_, i) => Number(read.has(Math.floor(i / 10)) && read.has(i % 10)))
    expect([...structure.values]).toEqual(expected)
    expect(facts.unread).toBe(100 - 36)
  })

  test('its own weights do not see them either', async () => {
    const { structure, own } = await show('window-skips-pixels', ['conv2d_1'], x => x.conv2d(2, 2, { strides: 3 }))
    for (const [i, value] of own!.values.entries()) expect(value > 0).toBe(structure.values[i] > 0)
  })

  test('of a pooling too, which has no weights', async () => {
    const { facts, own } = await show('window-skips-pixels', ['maxPool2d_1'], x => x.maxPool2d(2, { strides: 4 }))
    expect([facts.places, facts.unread, own]).toEqual([144, 144 - 36, undefined])
  })
})

describe('uneven padding', () => {
  test('a window of 3 on stride 2 with even sides reads what is above and to the left less often', async () => {
    const { facts, structure } = await show('uneven-padding', ['conv2d_1'], x =>
      x.conv2d(2, 3, { strides: 2, padding: 'same' }),
    )
    // One row of zeros is added behind, none before: by hand, rows are read 1, 1, 2, 1, 2, … and the last once.
    const line = [1, 1, 2, 1, 2, 1, 2, 1, 2, 1]
    expect([structure.height, structure.width]).toEqual([10, 10])
    expect([...structure.values]).toEqual(line.flatMap(row => line.map(column => row * column)))
    // The two outermost rows of a map whose lines add up to 14.
    expect([facts.top, facts.bottom, facts.left, facts.right]).toEqual([28, 42, 28, 42])
  })

  test('rows that no window reaches are 0', async () => {
    const { structure, facts } = await show('uneven-padding', ['conv2d_1'], x => x.conv2d(2, 3, { strides: 2 }))
    expect([...structure.values.slice(90)]).toEqual(Array(10).fill(0))
    expect(facts.unread).toBe(19)
    expect(facts.top).toBeGreaterThan(facts.bottom)
  })

  test('a map of unknown size is taken for a multiple of the stride', async () => {
    const open = input(null, null, 1)
    const { structure } = await show(
      'uneven-padding',
      ['conv2d_1'],
      x => x.conv2d(2, 3, { strides: 2, padding: 'same' }),
      {},
      open,
    )
    expect([structure.height, structure.width]).toEqual([10, 10])
  })
})

test('layers that are not there are named', async () => {
  await expect(show('checkerboard', ['nothing_1'], x => x.conv2d(1, 1))).rejects.toMatchObject({
    message: 'm has no layer nothing_1',
  })
})

test('no tensor is left behind', async () => {
  const network = build(model('m', image, image.conv2dTranspose(2, 3, { strides: 2 }).conv2d(2, 3, { strides: 2 })))
  const before = memory().numTensors
  await artefact(network, { defect: 'checkerboard', layers: ['conv2dTranspose_1'] })
  await artefact(network, { defect: 'uneven-padding', layers: ['conv2d_1'] })
  await artefact(network, { defect: 'gridding', layers: ['conv2d_1'] }).catch(() => {})
  expect(memory().numTensors).toBe(before)
})
