import { memory } from '@tensorflow/tfjs-core'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { input } from '../../builder/input'
import { type Model, model } from '../../builder/model'
import { wasmPath } from '../checks/backend'
import { graphOf } from '../checks/build'
import type { EngineReply, Replies, RequestKind, Requests } from '../requests'
import { Session } from '../session'

let session: Session
let replies: EngineReply[]

beforeAll(() => {
  session = new Session(message => {
    if (message.kind !== 'progress') replies.push(message)
  })
})

beforeEach(() => {
  replies = []
})

async function ask<Kind extends RequestKind>(kind: Kind, request: Requests[Kind]): Promise<Replies[Kind]> {
  await session.receive({ kind, requestId: 1, ...request } as never)
  const reply = replies.at(-1)!
  if (reply.kind === 'error') throw Object.assign(new Error(reply.error.message), reply.error)
  return reply.result as Replies[Kind]
}

/** Loads a network whose weights are the given numbers, in the layout that Keras has. */
async function load(network: Model, values: Readonly<Record<string, { shape: number[]; values: number[] }>>) {
  await ask('start', { backend: 'wasm', wasmPath })
  const entries = Object.entries(values)
  const weights = entries.map(([name, { shape }]) => ({ name, shape, dtype: 'float32' }))
  const manifest = JSON.stringify({ weightsManifest: [{ paths: ['w.bin'], weights }] })
  const all = new Float32Array(entries.flatMap(([, one]) => one.values))
  return ask('load', {
    graph: graphOf(network),
    weights: { manifest, shards: { 'w.bin': all.buffer } },
    seed: 1,
  })
}

const colour = input(4, 4, 3)
const grey = input(4, 4, 1)
const count = (length: number) => Array.from({ length }, (_, i) => i + 1)

function tiles({ picture }: Replies['kernels']) {
  if (picture.kind !== 'tiles') throw new Error('these are no tiles')
  return picture
}

function matrix({ picture }: Replies['kernels']) {
  if (picture.kind !== 'matrix') throw new Error('this is no matrix')
  return picture
}

describe('a convolution over three channels', () => {
  // [height 1, width 2, channels 3, filters 2]: filter 0 holds the odd numbers.
  const network = model(
    'm',
    colour,
    colour.conv2d(2, [1, 2], { useBias: false }).flatten().dense(1, { useBias: false }),
  )
  const weights = {
    'conv2d_1/kernel': { shape: [1, 2, 3, 2], values: count(12) },
    'dense_1/kernel': { shape: [24, 1], values: count(24) },
  }

  test('is shown in colours, filter by filter', async () => {
    await load(network, weights)
    const found = await ask('kernels', { layer: 'conv2d_1' })
    expect(found).toMatchObject({
      ...{ layer: 'conv2d_1', weight: 'kernel', weights: ['kernel'], height: 1, width: 2, channels: 3, groups: 1 },
      ...{ makesOutput: true, view: { of: 'colours' }, views: ['colours', 'norm', 'channel'], largest: 12 },
    })
    expect([...tiles(found).values]).toEqual([1, 3, 5, 7, 9, 11, 2, 4, 6, 8, 10, 12])
    expect(found.filters[0]).toMatchObject({ min: 1, max: 11, mean: 6, dead: false, notFinite: 0 })
    expect(found.filters[0].norm).toBeCloseTo(Math.sqrt(1 + 9 + 25 + 49 + 81 + 121), 6)
  })

  test('one channel of it is the numbers of that channel', async () => {
    await load(network, weights)
    const found = await ask('kernels', { layer: 'conv2d_1', view: { of: 'channel', channel: 2 } })
    expect([...tiles(found).values]).toEqual([5, 11, 6, 12])
    const beyond = await ask('kernels', { layer: 'conv2d_1', view: { of: 'channel', channel: 3 } })
    expect(beyond.view).toEqual({ of: 'colours' })
  })

  test('the norm is taken over the channels, place by place', async () => {
    await load(network, weights)
    const found = await ask('kernels', { layer: 'conv2d_1', view: { of: 'norm' } })
    const norms = [
      [1, 3, 5],
      [7, 9, 11],
      [2, 4, 6],
      [8, 10, 12],
    ].map(three => Math.hypot(...three))
    for (const [i, norm] of norms.entries()) expect(tiles(found).values[i]).toBeCloseTo(norm, 5)
  })

  test('a dense layer behind a map has windows as large as the map', async () => {
    await load(network, weights)
    const found = await ask('kernels', { layer: 'dense_1', view: { of: 'channel', channel: 1 } })
    expect(found).toMatchObject({ height: 4, width: 3, channels: 2, filters: [{ min: 1, max: 24 }] })
    // Row by row, channel 1 is every second number.
    expect([...tiles(found).values]).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24])
  })

  test('all numbers of one filter, channel by channel', async () => {
    await load(network, weights)
    const before = memory().numTensors
    const found = await ask('filter', { layer: 'conv2d_1', filter: 1 })
    expect([...found.values]).toEqual([2, 8, 4, 10, 6, 12])
    expect(found).toMatchObject({ filter: 1, channels: 3, height: 1, width: 2, firstChannel: 0 })
    expect(found.bias).toBeUndefined()
    expect(memory().numTensors).toBe(before)
    await expect(ask('filter', { layer: 'conv2d_1', filter: 2 })).rejects.toMatchObject({
      ...{ code: 'unknown-layer', message: 'there is no filter 2; there are 2, from 0 on' },
    })
  })
})

test('what is dead, repeated or no number is told', async () => {
  const network = model('m', grey, grey.conv2d(5, [1, 2], { useBias: false }).globalAveragePool2d().softmax())
  // Filters in columns; the last but one would be the same as the first but for a sign.
  const rows = [0.5, 0, 0.5, -0.5, 0.25, 2, -0, 2, 2, 2]
  await load(network, { 'conv2d_1/kernel': { shape: [1, 2, 1, 5], values: rows } })
  const { filters } = await ask('kernels', { layer: 'conv2d_1' })
  expect(filters.map(({ dead }) => dead)).toEqual([false, true, false, false, false])
  expect(filters.map(({ twin }) => twin)).toEqual([undefined, undefined, 0, undefined, undefined])
})

test('two filters of the same numbers in another order are not the same', async () => {
  const network = model('m', grey, grey.conv2d(2, [1, 3], { useBias: false }).globalAveragePool2d().softmax())
  await load(network, { 'conv2d_1/kernel': { shape: [1, 3, 1, 2], values: [1, 3, 2, 2, 3, 1] } })
  const { filters } = await ask('kernels', { layer: 'conv2d_1' })
  expect(filters.map(({ twin }) => twin)).toEqual([undefined, undefined])
})

test('a filter of a group sees the channels of its group', async () => {
  const wide = input(3, 3, 4)
  const network = model('m', wide, wide.conv2d(4, 1, { groups: 2 }).globalAveragePool2d().softmax())
  await load(network, {
    'conv2d_1/kernel': { shape: [1, 1, 2, 4], values: count(8) },
    'conv2d_1/bias': { shape: [4], values: [10, 20, 30, 40] },
  })
  const found = await ask('kernels', { layer: 'conv2d_1' })
  expect(found).toMatchObject({ channels: 2, groups: 2, view: { of: 'matrix' }, views: ['matrix'] })
  expect(matrix(found)).toMatchObject({ rows: 4, columns: 2, filtersEach: 1, channelsEach: 1 })
  expect([...matrix(found).values]).toEqual([1, 5, 2, 6, 3, 7, 4, 8])
  expect(await ask('filter', { layer: 'conv2d_1', filter: 2 })).toMatchObject({
    ...{ firstChannel: 2, bias: 30, values: new Float32Array([3, 7]) },
  })
})

test('a depthwise filter sees one channel, its multiplier after its channel', async () => {
  const two = input(3, 3, 2)
  const network = model('m', two, two.depthwiseConv2d([2, 1], { depthMultiplier: 2 }).globalAveragePool2d().softmax())
  await load(network, {
    'depthwiseConv2d_1/depthwiseKernel': { shape: [2, 1, 2, 2], values: count(8) },
    'depthwiseConv2d_1/bias': { shape: [4], values: [0, 0, 0, 7] },
  })
  const found = await ask('kernels', { layer: 'depthwiseConv2d_1' })
  expect(found).toMatchObject({ channels: 1, groups: 2, makesOutput: true, views: ['channel'] })
  expect([...tiles(found).values]).toEqual([1, 5, 2, 6, 3, 7, 4, 8])
  expect(await ask('filter', { layer: 'depthwiseConv2d_1', filter: 3 })).toMatchObject({ firstChannel: 1, bias: 7 })
})

test('a separable convolution has filters of two kinds', async () => {
  const two = input(3, 3, 2)
  const network = model('m', two, two.separableConv2d(3, 2, { useBias: false }).globalAveragePool2d().softmax())
  await load(network, {
    'separableConv2d_1/depthwise_kernel': { shape: [2, 2, 2, 1], values: count(8) },
    'separableConv2d_1/pointwise_kernel': { shape: [1, 1, 2, 3], values: count(6) },
  })
  const first = await ask('kernels', { layer: 'separableConv2d_1' })
  expect(first).toMatchObject({ weight: 'depthwiseKernel', weights: ['depthwiseKernel', 'pointwiseKernel'] })
  expect(first.makesOutput).toBe(false)
  expect([...tiles(first).values]).toEqual([1, 3, 5, 7, 2, 4, 6, 8])
  const second = await ask('kernels', { layer: 'separableConv2d_1', weight: 'pointwiseKernel' })
  expect(second.makesOutput).toBe(true)
  expect([...matrix(second).values]).toEqual([1, 4, 2, 5, 3, 6])
})

test('a transposed convolution has its filters before its channels', async () => {
  const two = input(2, 2, 2)
  const network = model('m', two, two.conv2dTranspose(3, [1, 2], { useBias: false }).globalAveragePool2d().softmax())
  await load(network, { 'conv2dTranspose_1/kernel': { shape: [1, 2, 3, 2], values: count(12) } })
  const found = await ask('kernels', { layer: 'conv2dTranspose_1', view: { of: 'channel', channel: 1 } })
  expect(found).toMatchObject({ channels: 2, filters: [{ min: 1 }, { min: 3 }, { min: 5 }] })
  expect([...tiles(found).values]).toEqual([2, 8, 4, 10, 6, 12])
})

test('a filter of a sequence is a column', async () => {
  const sequence = input(5, 2)
  const network = model('m', sequence, sequence.conv1d(2, 3, { useBias: false }).flatten().dense(1, { useBias: false }))
  await load(network, {
    'conv1d_1/kernel': { shape: [3, 2, 2], values: count(12) },
    'dense_1/kernel': { shape: [6, 1], values: count(6) },
  })
  const found = await ask('kernels', { layer: 'conv1d_1', view: { of: 'channel', channel: 1 } })
  expect(found).toMatchObject({ height: 3, width: 1, channels: 2 })
  expect([...tiles(found).values]).toEqual([3, 7, 11, 4, 8, 12])
})

test('a large matrix shows the strongest weight of each cell', async () => {
  const values = Array.from({ length: 3000 }, (_, i) => (i === 1499 ? -9 : 0.5))
  const wide = input(3000)
  await load(model('m', wide, wide.dense(1, { useBias: false })), { 'dense_1/kernel': { shape: [3000, 1], values } })
  const found = matrix(await ask('kernels', { layer: 'dense_1' }))
  expect(found).toMatchObject({ rows: 1, columns: 1000, filtersEach: 1, channelsEach: 3 })
  expect([found.values[498], found.values[499], found.values[500]]).toEqual([0.5, -9, 0.5])
})

test('a layer without filters, one that is not there, and no network are told', async () => {
  await load(model('m', grey, grey.conv2d(1, 1, { useBias: false }).relu().globalAveragePool2d().softmax()), {
    'conv2d_1/kernel': { shape: [1, 1, 1, 1], values: [1] },
  })
  await expect(ask('kernels', { layer: 'relu_1' })).rejects.toMatchObject({
    ...{ code: 'not-explainable', message: 'relu_1: a relu layer has no filters' },
  })
  await expect(ask('kernels', { layer: 'conv2d_9' })).rejects.toMatchObject({ code: 'unknown-layer' })
  await ask('start', { backend: 'wasm', wasmPath })
  await expect(ask('kernels', { layer: 'conv2d_1' })).rejects.toMatchObject({ code: 'no-network' })
})
