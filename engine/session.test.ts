import { backend, memory, profile } from '@tensorflow/tfjs-core'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { input } from '../builder/input'
import { model } from '../builder/model'
import { wasmPath } from './checks/backend'
import { graphOf } from './checks/build'
import type {
  EngineFailure,
  EngineProgress,
  EngineReply,
  EngineRequest,
  Image,
  Replies,
  RequestKind,
  Requests,
} from './requests'
import { REMEMBERED_IMAGES } from './requests'
import { Session } from './session'

const picture = input(8, 8, 3)
const graph = graphOf(
  model('net', picture, picture.conv2d(4, 3).relu().globalAveragePool2d().dense(2).softmax(), {
    labels: ['cat', 'dog'],
    preprocessing: { scale: 1 / 255 },
  }),
)
const withOptions = (name: string, options: object) => ({
  ...graph,
  layers: graph.layers.map(layer =>
    layer.name === name ? { ...layer, options: { ...layer.options, ...options } } : layer,
  ),
})
const image: Image = { width: 10, height: 6, data: new Uint8ClampedArray(240).map((_, i) => (i * 37) % 256) }

let sent: (EngineReply | EngineProgress)[]
let session: Session
let requests = 0

beforeEach(async () => {
  sent = []
  session = new Session(message => sent.push(message))
  await ask('start', { backend: 'wasm', wasmPath })
})

test('starts, loads, predicts, draws and explains', async () => {
  expect(await ask('load', { graph, seed: 1 })).toMatchObject({
    trained: false,
    layers: [
      { name: 'input_1', kind: 'input', shape: [8, 8, 3], explainable: false },
      { name: 'conv2d_1', kind: 'conv2d', shape: [6, 6, 4], explainable: true },
      { name: 'relu_1', kind: 'relu', shape: [6, 6, 4], explainable: true },
      { name: 'globalAveragePool2d_1', kind: 'globalAveragePool2d', shape: [4], explainable: false },
      { name: 'dense_1', kind: 'dense', shape: [2], explainable: false },
      { name: 'softmax_1', kind: 'softmax', shape: [2], explainable: false },
    ],
  })
  const prediction = await ask('predict', { imageId: 'a', image })
  expect(prediction).toMatchObject({ activation: 'softmax', labels: ['cat', 'dog'], trained: false })
  const [cat, dog] = prediction.scores
  expect(cat + dog).toBeCloseTo(1, 6)
  const [catLogit, dogLogit] = prediction.logits
  expect(Math.exp(catLogit - dogLogit)).toBeCloseTo(cat / dog, 4)

  const maps = await ask('activations', { imageId: 'a', layer: 'relu_1' })
  expect(maps).toMatchObject({ shape: [6, 6, 4], tileWidth: 6, tileHeight: 6, trained: false })
  expect(maps.channels.length).toBe(4)
  expect(maps.tiles.length).toBe(6 * 6 * 4)

  const cam = await ask('explain', gradCamOf(1, 'relu_1'))
  expect(cam).toMatchObject({ width: 6, height: 6, label: 'dog', trained: false })
  expect([cam.logit, cam.score]).toEqual([expect.closeTo(dogLogit, 5), expect.closeTo(dog, 5)])
  expect(cam.heat).toMatchObject({ width: 10, height: 6 })
  expect(cam.intensity.length).toBe(60)
})

test('measures how far an explanation is to be believed, at the cost it offers', async () => {
  const { explanations } = await ask('load', { graph, seed: 1 })
  await ask('predict', { imageId: 'a', image })
  const trust = await ask('trust', gradCamOf(1, 'relu_1'))
  expect(trust).toMatchObject({ method: 'gradCam', layer: 'relu_1', label: 'dog' })
  const offered = explanations.find(({ name }) => name === 'gradCam')!.trust.find(({ layer }) => layer === 'relu_1')
  expect(offered).toMatchObject(trust.cost)
  expect(trust.randomization.map(({ layer }) => layer)).toEqual(['dense_1', 'conv2d_1'])
  expect(
    sent.some(message => message.kind === 'progress' && message.message.includes(`of ${trust.cost.forwardPasses}`)),
  ).toBe(true)
  expect((await failure('trust', { ...gradCamOf(1, 'relu_1'), method: 'oracle' })).code).toBe('unknown-method')
})

test('surveys the backends, after which one must be started and the network loaded again', async () => {
  await ask('load', { graph, seed: 1 })
  const { backends } = await ask('survey', { backends: ['webgl', 'wasm'], wasmPath })
  expect(backends).toMatchObject([{ name: 'webgl', reason: expect.any(String) }, { name: 'wasm' }])
  expect((await failure('predict', { imageId: 'a', image })).code).toBe('no-network')
})

test('tells a trained network from one with gaps', async () => {
  const kernel = [3, 3, 3, 4]
  const weights = (...names: [string, number[]][]) => {
    const count = names.reduce((sum, [, shape]) => sum + shape.reduce((a, b) => a * b, 1), 0)
    const manifest = names.map(([name, shape]) => ({ name, shape, dtype: 'float32' }))
    return {
      manifest: JSON.stringify({ weightsManifest: [{ paths: ['w.bin'], weights: manifest }] }),
      shards: { 'w.bin': new Float32Array(count).fill(0.1).buffer },
    }
  }
  const half = await ask('load', {
    graph,
    seed: 1,
    weights: weights(['conv2d_1/kernel', kernel], ['conv2d_1/bias', [4]]),
  })
  expect(half).toMatchObject({ trained: false, report: { missing: ['dense_1/kernel', 'dense_1/bias'] } })
  const names: [string, number[]][] = [
    ['conv2d_1/kernel', kernel],
    ['conv2d_1/bias', [4]],
    ['dense_1/kernel', [4, 2]],
    ['dense_1/bias', [2]],
  ]
  expect(await ask('load', { graph, seed: 1, weights: weights(...names) })).toMatchObject({ trained: true })
  const before = await ask('predict', { imageId: 'a', image })
  // The same once more, without being sent.
  expect(await ask('load', { graph, seed: 2, weights: 'same' })).toMatchObject({ trained: true })
  expect((await ask('predict', { imageId: 'a', image })).logits).toEqual(before.logits)
  await ask('start', { backend: 'wasm', wasmPath })
  expect(await failure('load', { graph, seed: 1, weights: 'same' })).toMatchObject({ code: 'missing-shard' })
})

test('the same seed gives the same prediction', async () => {
  await ask('load', { graph, seed: 5 })
  const first = await ask('predict', { imageId: 'a', image })
  await ask('load', { graph, seed: 5 })
  expect((await ask('predict', { imageId: 'a', image })).scores).toEqual(first.scores)
})

test('an edit sends the backend the weights of the layers it changes, and no others', async () => {
  const made = (units: number) => {
    const features = picture.conv2d(4, 3).batchNorm().relu().globalAveragePool2d()
    return graphOf(model('net', picture, features.dense(units, { name: 'head' }).softmax()))
  }
  const sizesSent = async (load: Requests['load']) => {
    const write = vi.spyOn(backend(), 'write')
    await ask('load', load)
    const sent = write.mock.calls.filter(([values, shape]) => values !== null && shape.length > 0)
    write.mockRestore()
    return sent.map(([, shape]) => shape.join('×'))
  }
  const kernel = Float32Array.from({ length: 108 }, (_, i) => i / 108)
  const manifest = [{ paths: ['w.bin'], weights: [{ name: 'conv2d_1/kernel', shape: [3, 3, 3, 4], dtype: 'float32' }] }]
  const weights = { manifest: JSON.stringify({ weightsManifest: manifest }), shards: { 'w.bin': kernel.buffer } }
  expect(await sizesSent({ graph: made(2), seed: 1, weights })).toContain('3×3×3×4')
  await ask('predict', { imageId: 'a', image })
  const before = await ask('activations', { imageId: 'a', layer: 'batchNorm_1' })
  expect(await sizesSent({ graph: made(3), seed: 1, weights: 'same' })).toEqual(['4×3', '3'])
  await ask('predict', { imageId: 'a', image })
  expect((await ask('activations', { imageId: 'a', layer: 'batchNorm_1' })).channels).toEqual(before.channels)
  // Without the file, the kernel is another one; with another seed, what the seed gave is.
  expect(await sizesSent({ graph: made(3), seed: 1 })).toEqual(['3×3×3×4'])
  expect(await sizesSent({ graph: made(3), seed: 2 })).toContain('4×3')
  expect(await sizesSent({ graph: made(3), seed: 1, weights })).toContain('3×3×3×4')
})

test('images of any size where the network leaves it open', async () => {
  const open = input(null, null, 1)
  await ask('load', { graph: graphOf(model('open', open, open.conv2d(2, 3, { padding: 'same' }))), seed: 1 })
  expect((await ask('predict', { imageId: 'a', image })).scores.length).toBe(2)
  expect((await ask('activations', { imageId: 'a', layer: 'conv2d_1' })).shape).toEqual([6, 10, 2])
})

test.each([
  ['nothing', undefined],
  ['null', null],
  ['a text', 'load'],
  ['no kind', { requestId: 5 }],
  ['no id', { kind: 'load' }],
  ['what every object has', { kind: 'constructor', requestId: 5 }],
])('%s is no request, and is answered', async (_, message) => {
  sent = []
  await session.receive(message as never)
  expect(sent).toMatchObject([{ kind: 'error', error: { code: 'malformed-request' } }])
})

test('memory stays as it is over 50 rounds, and is free after another load', async () => {
  await ask('load', { graph, seed: 1 })
  const loaded = memory().numTensors
  for (let round = 0; round < 50; round++) {
    await ask('predict', { imageId: 'a', image })
    await ask('activations', { imageId: 'a', layer: 'conv2d_1' })
    await ask('explain', gradCamOf(0, 'conv2d_1'))
  }
  await ask('load', { graph, seed: 2 })
  expect(memory().numTensors).toBe(loaded)
})

test('what is asked about an image rests on one run of the network', async () => {
  await ask('load', { graph, seed: 1 })
  await ask('predict', { imageId: 'a', image })
  const again = async (run: () => Promise<unknown>) => {
    const { kernels } = await profile(run as never)
    return kernels.some(({ name }) => name === 'FusedConv2D')
  }
  expect(await again(() => ask('activations', { imageId: 'a', layer: 'relu_1' }))).toBe(false)
  expect(await again(() => ask('explain', gradCamOf(1, 'relu_1')))).toBe(false)
  await ask('predict', { imageId: 'b', image })
  expect(await again(() => ask('activations', { imageId: 'a', layer: 'relu_1' }))).toBe(true)
})

test('a network whose input is no image is loaded, and its layers show what a defect does', async () => {
  const code = input(8, 8, 4)
  const generator = graphOf(model('up', code, code.conv2dTranspose(2, 3, { strides: 2, padding: 'same' })))
  expect((await ask('load', { graph: generator, seed: 1 })).explanations).toEqual([])
  const { facts } = await ask('artefact', { defect: 'checkerboard', layers: ['conv2dTranspose_1'] })
  expect([facts.least, facts.most]).toEqual([1, 4])
})

describe('what is compared', () => {
  const at = { imageId: 'a', layer: 'conv2d_1' }

  test('a version that was kept answers as before, beside the one loaded since', async () => {
    await ask('load', { graph, seed: 1 })
    await ask('predict', { imageId: 'a', image })
    const before = await ask('activations', at)
    await ask('keep', {})
    await ask('load', { graph, seed: 2 })
    await ask('predict', { imageId: 'a', image })
    expect((await ask('activations', { ...at, version: 'kept' })).channels).toEqual(before.channels)
    expect((await ask('activations', at)).channels).not.toEqual(before.channels)
  })

  test('keeping again, and the start of a backend, free the version kept before', async () => {
    await ask('load', { graph, seed: 1 })
    const loaded = memory().numTensors
    for (let round = 0; round < 3; round++) {
      await ask('keep', {})
      await ask('load', { graph, seed: round })
    }
    // The weights and biases of two layers, once more.
    expect(memory().numTensors).toBe(loaded + 4)
    expect(await ask('activations', { ...at, image, version: 'kept' })).toMatchObject({ layer: 'conv2d_1' })
    await ask('start', { backend: 'wasm', wasmPath })
    expect(await failure('activations', { ...at, image, version: 'kept' })).toMatchObject({ code: 'no-network' })
  })

  test('another image is given along, and is not remembered', async () => {
    await ask('load', { graph, seed: 1 })
    await ask('predict', { imageId: 'a', image })
    const black = { ...image, data: new Uint8ClampedArray(240) }
    // A convolution gives its bias for black, which is made as 0.
    const { channels } = await ask('activations', { imageId: 'b', layer: 'conv2d_1', image: black })
    expect(channels.every(({ dead }) => dead)).toBe(true)
    expect(await failure('activations', { imageId: 'b', layer: 'conv2d_1' })).toMatchObject({ code: 'unknown-image' })
  })

  test('channels have numbers and contributions', async () => {
    await ask('load', { graph, seed: 1 })
    await ask('predict', { imageId: 'a', image })
    const { channels } = await ask('activations', at)
    const { values, histogram } = await ask('channel', { ...at, channel: 2 })
    expect([Math.min(...values), Math.max(...values)]).toEqual([channels[2].min, channels[2].max])
    expect(histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(36)
    const found = await ask('contributions', { ...at, target: { kind: 'class', class: 1 } })
    expect(found).toMatchObject({ layer: 'conv2d_1', label: 'dog', trained: false })
    expect(found.channels.length).toBe(4)
  })
})

describe('every request has an error reply', () => {
  test('before a network is loaded', async () => {
    expect(await failure('predict', { imageId: 'a', image })).toMatchObject({ code: 'no-network' })
    expect(await failure('activations', { imageId: 'a', layer: 'relu_1' })).toMatchObject({
      code: 'no-network',
    })
    expect(await failure('explain', gradCamOf(0, 'relu_1'))).toMatchObject({ code: 'no-network' })
  })

  test('what is asked for is not there', async () => {
    await ask('load', { graph, seed: 1 })
    expect(await failure('activations', { imageId: 'b', layer: 'relu_1' })).toMatchObject({
      code: 'unknown-image',
    })
    await ask('predict', { imageId: 'a', image })
    expect(await failure('activations', { imageId: 'a', layer: 'relu_9' })).toMatchObject({
      code: 'unknown-layer',
      message: 'net has no layer relu_9',
    })
    expect(await failure('explain', gradCamOf(2, 'relu_1'))).toMatchObject({
      code: 'unknown-class',
    })
    expect(await failure('explain', gradCamOf(0, 'dense_1'))).toMatchObject({ code: 'not-explainable' })
    expect(await failure('explain', gradCamOf(0))).toMatchObject({
      ...{ code: 'unknown-layer', message: 'Grad-CAM needs a layer' },
    })
    expect(await failure('explain', { ...gradCamOf(0), method: 'crystalBall' })).toMatchObject({
      ...{ code: 'unknown-method', message: 'there is no explanation called crystalBall' },
    })
    expect(await failure('predict', { imageId: 'a', image: { ...image, width: 11 } })).toMatchObject({
      code: 'wrong-image',
    })
  })

  test.each([
    ['load', { graph: {}, seed: 1 }, 'graph'],
    ['load', { graph: { ...graph, outputs: [{ layer: 'nobody', output: 0 }] }, seed: 1 }, 'graph'],
    ['describe', { graph: { ...graph, layers: graph.layers.toReversed() } }, 'graph'],
    ['load', { graph: withOptions('conv2d_1', { filters: -1 }), seed: 1 }, 'graph'],
    ['start', { backend: 'abacus', wasmPath }, 'backend'],
    ['survey', { backends: 'cpu', wasmPath }, 'backends'],
    ['predict', { imageId: 'a', image: { width: 2, height: 2 } }, 'image'],
    ['activations', { imageId: 7, layer: 'relu_1' }, 'imageId'],
    ['contributions', { imageId: 'a', layer: 'relu_1', target: { kind: 'class', class: -1 } }, 'target'],
    ['channel', { imageId: 'a', layer: 'relu_1' }, 'channel'],
    ['kernels', { layer: 'conv2d_1', view: { of: 'smell' } }, 'view'],
    ['filter', { layer: 'conv2d_1', filter: 0.5 }, 'filter'],
    ['artefact', { defect: 'gridding', layers: 'conv2d_1' }, 'layers'],
    ['explain', { ...gradCamOf(0), options: { samples: 'many' } }, 'options'],
    ['trust', { ...gradCamOf(0), method: undefined }, 'method'],
    ['field', { imageId: 'a', layer: 'relu_1', y: 0, x: Number.NaN }, 'x'],
    ['cancel', { target: 'all' }, 'target'],
  ] as const)('a request %s with a member that is not as it should be', async (kind, request, member) => {
    await ask('load', { graph, seed: 1 })
    expect(await failure(kind, request as never)).toEqual({
      code: 'malformed-request',
      message: `the request ${kind} came with a member ${member} that cannot be read`,
      action: expect.stringContaining('Reload'),
    })
  })

  test('the oldest image is forgotten', async () => {
    await ask('load', { graph, seed: 1 })
    for (let i = 0; i <= REMEMBERED_IMAGES; i++) await ask('predict', { imageId: String(i), image })
    expect(await failure('activations', { imageId: '0', layer: 'relu_1' })).toMatchObject({
      code: 'unknown-image',
    })
    expect(await ask('activations', { imageId: '1', layer: 'relu_1' })).toMatchObject({ shape: [6, 6, 4] })
  })

  test('a network that cannot run', async () => {
    const [first, ...others] = graph.layers
    const strange = { ...graph, layers: [first, { ...others[0], kind: 'strange' }, ...others.slice(1)] }
    expect(await failure('load', { graph: strange, seed: 1 })).toMatchObject({
      code: 'unsupported-layer',
      message: expect.stringMatching(/^conv2d_1: /),
    })
    const vague = { ...graph, layers: [first, { ...others[0], unknownOptions: ['strides'] }, ...others.slice(1)] }
    expect(await failure('load', { graph: vague, seed: 1 })).toMatchObject({
      code: 'unknown-size',
      message: 'conv2d_1: its strides cannot be known without running the code',
    })
  })

  test('numbers that overflow, with the layer', async () => {
    const linear = model('linear', picture, picture.conv2d(2, 3).flatten().dense(2), { preprocessing: { scale: 1e37 } })
    await ask('load', { graph: graphOf(linear), seed: 1 })
    expect(await failure('predict', { imageId: 'a', image })).toMatchObject({
      code: 'result-not-finite',
      message: 'input_1: its output is too large for a number',
    })
  })

  test('numbers that overflow, which the layer shows nevertheless', async () => {
    const wide = picture.conv2d(2, 3)
    const scaled = wide.rescaling(3e38).rescaling(3e38)
    await ask('load', { graph: graphOf(model('overflowing', picture, scaled.flatten().dense(2))), seed: 1 })
    await failure('predict', { imageId: 'overflowing', image })
    const { channels } = await ask('activations', { imageId: 'overflowing', layer: 'rescaling_2' })
    expect(channels.every(({ notFinite }) => notFinite > 0)).toBe(true)
    const before = await ask('activations', { imageId: 'overflowing', layer: 'conv2d_1' })
    expect(before.channels.every(({ notFinite }) => notFinite === 0)).toBe(true)
  })

  test('a backend that does not run here, with the reason', async () => {
    expect(await failure('start', { backend: 'webgl', wasmPath })).toEqual({
      code: 'no-backend',
      message: 'no backend starts: webgl: WebGL is not available here',
      action: 'Set convolens.backend to auto.',
    })
  })

  test('a request nobody knows', async () => {
    await session.receive({ kind: 'dance', requestId: 99 } as unknown as EngineRequest)
    expect(sent.at(-1)).toMatchObject({ kind: 'error', requestId: 99, error: { code: 'malformed-request' } })
  })
})

test('a cancelled request is answered with an error, the next one as ever', async () => {
  await ask('load', { graph, seed: 1 })
  const cancelled = session.receive({ kind: 'predict', requestId: 500, imageId: 'a', image })
  const next = session.receive({ kind: 'predict', requestId: 501, imageId: 'b', image })
  await session.receive({ kind: 'cancel', requestId: 502, target: 500 })
  await Promise.all([cancelled, next])
  const replies = sent.filter(({ requestId }) => requestId >= 500)
  expect(replies.map(({ kind, requestId }) => [requestId, kind])).toEqual([
    [502, 'cancel'],
    [500, 'error'],
    [501, 'predict'],
  ])
  expect(replies[1]).toMatchObject({ error: { code: 'cancelled' } })
})

function gradCamOf(index: number, layer?: string): Requests['explain'] {
  return { imageId: 'a', method: 'gradCam', layer, target: { kind: 'class', class: index } }
}

async function answer(kind: RequestKind, payload: object): Promise<EngineReply> {
  requests += 1
  await session.receive({ kind, requestId: requests, ...payload } as EngineRequest)
  const replies = sent.filter(message => message.requestId === requests && message.kind !== 'progress')
  expect(replies.length).toBe(1)
  return replies[0] as EngineReply
}

async function ask<Kind extends RequestKind>(kind: Kind, payload: Requests[Kind]): Promise<Replies[Kind]> {
  const reply = await answer(kind, payload)
  if (reply.kind === 'error') throw new Error(reply.error.message)
  return reply.result as Replies[Kind]
}

async function failure<Kind extends RequestKind>(kind: Kind, payload: Requests[Kind]): Promise<EngineFailure> {
  const reply = await answer(kind, payload)
  if (reply.kind !== 'error') throw new Error(`${kind} was answered`)
  return reply.error
}
