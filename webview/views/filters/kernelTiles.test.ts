import { describe, expect, test } from 'vitest'
import type { KernelTiles, KernelView, LayerKernels } from '../../../engine/requests'
import { filterOrder, filterTold, kernelTiles, scaleOf } from './kernelTiles'

const statistics = (min: number, max: number, norm: number) => ({
  min,
  max,
  mean: 0,
  norm,
  dead: max === 0,
  notFinite: 0,
})

function kernels(of: KernelView['of'], ...filters: LayerKernels['filters']): LayerKernels {
  const view = of === 'channel' ? { of, channel: 0 } : { of }
  return {
    ...{ layer: 'conv2d_1', weight: 'kernel', weights: ['kernel'], height: 1, width: 2, channels: 3, groups: 1 },
    ...{ makesOutput: true, view, views: [of], filters, largest: 4, trained: true },
    picture: { kind: 'tiles', drawn: filters.length, values: new Float32Array() },
  }
}

const two = [statistics(-1, 2, 5), statistics(-4, 1, 7)]

function colours(of: KernelView['of'], values: number[], range: 'filter' | 'layer', blueFirst = false): number[][] {
  const picture: KernelTiles = { kind: 'tiles', drawn: 2, values: new Float32Array(values) }
  const { paint } = kernelTiles(kernels(of, ...two), picture, { order: 'filter', range }, blueFirst)
  return [0, 1].map(filter => {
    const pixels = new Uint32Array(2)
    paint(filter, pixels, 0, 2)
    return [...new Uint8Array(pixels.buffer)]
  })
}

const [WHITE, RED, BLUE, MAGENTA] = [
  [247, 247, 247, 255],
  [103, 0, 31, 255],
  [5, 48, 97, 255],
  [255, 0, 255, 255],
]

describe('colours', () => {
  test('zero is white, and both ends are as far from it', () => {
    const [first, second] = colours('channel', [2, 0, -4, Number.NaN], 'filter')
    expect(first).toEqual([...RED, ...WHITE])
    expect(second).toEqual([...BLUE, ...MAGENTA])
  })

  test('on the scale of the layer, a filter with smaller weights is paler', () => {
    const [first] = colours('channel', [2, 0, -4, 0], 'layer')
    const [half] = colours('channel', [1, 0, -4, 0], 'filter')
    expect(first).toEqual(half)
    expect(first.slice(0, 4)).not.toEqual(RED)
  })

  test('three channels are red, green and blue around grey', () => {
    const [first] = colours('colours', [2, 0, -2, 1, -1, 0, 0, 0, 0, 0, 0, 0], 'filter')
    expect(first).toEqual([255, 128, 0, 255, 191, 64, 128, 255])
  })

  test('a network that takes blue first is shown in the colours that it sees', () => {
    const [first] = colours('colours', [2, 0, -2, 1, -1, 0, 0, 0, 0, 0, 0, 0], 'filter', true)
    expect(first).toEqual([0, 128, 255, 255, 128, 64, 191, 255])
  })

  test('a norm is nothing or more, up to the largest that is drawn', () => {
    const picture = { values: new Float32Array([1, 3, 2, Number.NaN]) }
    expect(scaleOf(kernels('norm', ...two), picture)).toBe(3)
    expect(scaleOf(kernels('norm', ...two), picture, 1)).toBe(2)
  })
})

test('the largest norm comes first', () => {
  const filters = [statistics(0, 1, 2), statistics(0, 1, 5), statistics(0, 1, 3)]
  expect(filterOrder({ filters }, 'norm')).toEqual([1, 2, 0])
  expect(filterOrder({ filters }, 'filter')).toEqual([0, 1, 2])
})

test('filters that are not drawn are left out', () => {
  const picture: KernelTiles = { kind: 'tiles', drawn: 1, values: new Float32Array(2) }
  expect(kernelTiles(kernels('channel', ...two), picture, { order: 'norm', range: 'layer' }, false).order).toEqual([0])
})

test('what is remarkable of a filter is told with its numbers', () => {
  const filters = [
    statistics(-1, 2, 5),
    { ...statistics(-1, 2, 5), twin: 0 },
    statistics(0, 0, 0),
    { ...two[0], notFinite: 3 },
  ]
  const grouped = { ...kernels('channel', ...filters), groups: 2 }
  expect([0, 1, 2, 3].map(filter => filterTold(grouped, filter))).toEqual([
    'Filter 0: -1 … 2, norm 5, sees channels 0–2',
    'Filter 1: -1 … 2, norm 5, the same as filter 0, sees channels 0–2',
    'Filter 2: dead, every weight is zero, sees channels 3–5',
    'Filter 3: -1 … 2, norm 5, 3 weights are NaN or infinite, sees channels 3–5',
  ])
})
