import { readFileSync } from 'node:fs'
import { dispose, tensor } from '@tensorflow/tfjs-core'
import { zipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Graph } from '../../builder/graph'
import { input } from '../../builder/input'
import { model } from '../../builder/model'
import { useBackend } from '../checks/backend'
import { expectClose } from '../checks/checkComputation'
import { Network } from '../network'
import { matchWeights } from './matchWeights'
import { readWeights } from './readWeights'
import { weightSlots } from './slots'

beforeAll(() => useBackend('cpu'))

const folder = new URL('./reference/', import.meta.url)
const read = (file: string) => Uint8Array.from(readFileSync(new URL(file, folder)))
const expected = JSON.parse(new TextDecoder().decode(read('expected.json'))) as Record<string, number[]>
const sources = (file: string, bytes = read(file)) => readWeights({ file, data: bytes.buffer })

/** The network of reference/make.py in Keras. */
function kerasNetwork(epsilon = 0.01): Graph {
  const image = input(7, 7, 2)
  const map = image
    .conv2d(3, 3, { name: 'stem' })
    .batchNorm({ epsilon, name: 'batch_normalization' })
    .relu()
    .depthwiseConv2d(3, { depthMultiplier: 2 })
    .conv2dTranspose(2, 2, { strides: 2 })
    .conv2d(2, 1, { padding: 'same' })
  return model('k', image, map.flatten().dense(5, { activation: 'relu' }).dense(3)).graph
}

/** The network of reference/make.py in PyTorch. */
function torchNetwork(names: boolean): Graph {
  const named = (name: string) => (names ? { name } : {})
  const image = input(7, 7, 2)
  const map = image
    .conv2d(3, 3, named('features.0'))
    .batchNorm({ epsilon: 0.01, ...named('features.1') })
    .relu()
    .depthwiseConv2d(3, { depthMultiplier: 2, ...named('features.3') })
    .conv2dTranspose(2, 2, { strides: 2, ...named('up') })
    .conv2d(2, 1, named('mix'))
  return model('t', image, map.flatten().dense(5, named('head')).relu().dense(3, named('scores'))).graph
}

async function outputs(
  graph: Graph,
  file: string,
): Promise<{ values: number[]; report: ReturnType<typeof matchWeights>['report'] }> {
  const { values, report } = matchWeights(weightSlots(graph), await sources(file))
  expect(report).toMatchObject({ missing: [], unused: [] })
  const network = new Network(graph, values)
  const image = tensor(expected.image, [1, 7, 7, 2])
  const [{ layer }] = graph.outputs
  const made = await network.forward({ input_1: image }, new Set([layer]))
  const found = [...made.get(layer)![0].dataSync()]
  dispose([image, ...[...made.values()].flat()])
  network.dispose()
  return { values: found, report }
}

describe('a network computes what the framework did that saved its weights', () => {
  test.each(['keras.keras', 'keras.h5', 'keras.weights.h5', 'keras.npz'])('Keras, %s', async file => {
    const { values } = await outputs(kerasNetwork(), file)
    expectClose(values, expected.keras, 1e-4)
  })

  test.each(['torch.safetensors', 'torch.onnx'])('PyTorch, %s, by name and by order', async file => {
    const named = await outputs(torchNetwork(true), file)
    expectClose(named.values, expected.torch, 1e-4)
    expect(new Set(named.report.matched.map(({ by }) => by))).toEqual(new Set(['name']))
    const ordered = await outputs(torchNetwork(false), file)
    expectClose(ordered.values, expected.torch, 1e-4)
    expect(new Set(ordered.report.matched.map(({ by }) => by))).toEqual(new Set(['order']))
  })

  test('another epsilon of a normalisation is told', async () => {
    for (const file of ['keras.keras', 'keras.h5']) {
      const { report } = await outputs(kerasNetwork(0.001), file)
      expect(report.notes).toEqual([
        'batch_normalization adds 0.001 to the variance; it was trained with epsilon: 0.01',
      ])
    }
  })
})

describe('a file that cannot be used says why', () => {
  test('a pickle is never run', async () => {
    await expect(sources('torch.pt')).rejects.toThrow(/torch.pt is a Python pickle: reading it would run the program/)
    const old = Uint8Array.from([0x80, 2, 0x8a, 10])
    await expect(sources('old.pth', old)).rejects.toThrow('old.pth is a Python pickle')
  })

  test.each(['keras.keras', 'keras.h5', 'keras.npz', 'torch.safetensors', 'torch.onnx'])('%s, cut off', async file => {
    const bytes = read(file)
    for (const part of [0, 0.02, 0.3, 0.7, 0.95]) {
      const cut = sources(file, bytes.slice(0, Math.floor(part * bytes.length)))
      await expect(cut).rejects.toMatchObject({ name: 'EngineError', message: expect.stringContaining(file) })
    }
  })

  test('text, and an archive of something else', async () => {
    const text = new TextEncoder().encode('hello, I am no weights')
    await expect(sources('a.h5', text)).rejects.toThrow(
      'a.h5 is no weight file that is known; it begins with 68 65 6c 6c 6f 2c 20 49',
    )
    const archive = zipSync({ 'photo.png': text }) as Uint8Array<ArrayBuffer>
    await expect(sources('a.npz', archive)).rejects.toThrow('a.npz is an archive of photo.png, not of weights')
  })

  test('an archive that says that it holds more than it can is not unpacked', async () => {
    const archive = zipSync({ 'a.npy': new Uint8Array(100) }) as Uint8Array<ArrayBuffer>
    const view = new DataView(archive.buffer)
    // The size in the directory at the end, 24 bytes behind the beginning of its entry.
    const directory = view.getUint32(archive.length - 6, true)
    view.setUint32(directory + 24, 2 ** 30, true)
    await expect(sources('a.npz', archive)).rejects.toThrow(
      'a.npz is a broken archive: a.npy says that it holds more than it can',
    )
  })

  test('an archive that says that it holds more files than fit is not looked through for them', async () => {
    const archive = zipSync({ 'a.npy': new Uint8Array(100) }) as Uint8Array<ArrayBuffer>
    // At the very end the number of files, in 2 bytes, of which there are more than the archive is long.
    new DataView(archive.buffer).setUint16(archive.length - 14, 60_000, true)
    await expect(sources('a.npz', archive)).rejects.toThrow('a.npz is a broken archive')
  })

  test('numbers that are not finite', async () => {
    const header = new TextEncoder().encode('{"a.weight":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}')
    const bytes = new Uint8Array(8 + header.length + 8)
    const view = new DataView(bytes.buffer)
    view.setBigUint64(0, BigInt(header.length), true)
    bytes.set(header, 8)
    view.setFloat32(8 + header.length + 4, Number.NaN, true)
    const [weight] = await sources('a.safetensors', bytes)
    expect(() => weight.values).toThrow('weight a/weight of a.safetensors holds NaN at element 1 of 2')
  })

  test('a header that promises more than there is', async () => {
    for (const header of [
      '{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,8]}}',
      '{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}',
      '{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,8]}}',
      '{"a":{"dtype":"F32","shape":[1e12],"data_offsets":[0,4000000000000]}}',
      '{"a":7}',
      '{"a',
    ]) {
      const text = new TextEncoder().encode(header)
      const bytes = new Uint8Array(8 + text.length + 8)
      new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true)
      bytes.set(text, 8)
      await expect(sources('a.safetensors', bytes)).rejects.toMatchObject({ code: 'truncated-shard' })
    }
  })
})

test('half and brain floats, and arrays in the order of Fortran', async () => {
  const header = new TextEncoder().encode(
    '{"a.weight":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},"b.weight":{"dtype":"BF16","shape":[1],"data_offsets":[4,6]}}',
  )
  const bytes = new Uint8Array(8 + header.length + 6)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true)
  bytes.set(header, 8)
  // 1 and −2 as half floats; 3.140625 as the upper half of a float32.
  bytes.set([0x00, 0x3c, 0x00, 0xc0, 0x49, 0x40], 8 + header.length)
  const [half, brain] = await sources('a.safetensors', bytes)
  expect([...half.values, ...brain.values]).toEqual([1, -2, 3.140625])

  const array = "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }"
  const npy = new Uint8Array(10 + array.length + 24)
  npy.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, array.length, 0])
  npy.set(new TextEncoder().encode(array), 10)
  npy.set(new Uint8Array(new Float32Array([1, 2, 3, 4, 5, 6]).buffer), 10 + array.length)
  const [matrix] = await sources('a.npz', zipSync({ 'a/kernel.npy': npy }) as Uint8Array<ArrayBuffer>)
  expect([...matrix.values]).toEqual([1, 3, 5, 2, 4, 6])
})
