import '@tensorflow/tfjs-backend-cpu'
import { dispose, memory, type Tensor, tensor } from '@tensorflow/tfjs-core'
import * as tfl from '@tensorflow/tfjs-layers'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { input } from '../../builder/input'
import { model } from '../../builder/model'
import { layers } from '../../builder/tensor'
import { graphOf } from '../checks/build'
import { expectClose } from '../checks/checkComputation'
import type { EngineReply, EngineRequest, Image, Replies, RequestKind, Requests } from '../requests'
import { Session } from '../session'
import { initialWeights } from '../weights/initialWeights'
import { slotName, weightSlots } from '../weights/slots'

const image = (width: number, height: number, seed: number): Image => ({
  ...{ width, height },
  data: Uint8ClampedArray.from({ length: 4 * width * height }, (_, i) =>
    i % 4 === 3 ? 255 : (i * i * seed + 31) % 251,
  ),
})
const [colour, grey] = [image(6, 6, 7), image(7, 5, 13)]

/** A network that sees an image and a depth map and is told three numbers, and answers two questions. */
const [rgb, depth, facts] = [input(6, 6, 3), input(5, 7, 1), input(3)]
const eye = rgb.conv2d(4, 3, { name: 'eye' }).tanh({ name: 'seen' }).globalAveragePool2d({ name: 'all' })
const touch = depth.conv2d(3, 3, { name: 'touch' }).tanh({ name: 'felt' }).flatten({ name: 'places' })
const joined = eye.concat(touch, facts.dense(2, { name: 'told' }), { name: 'joined' })
const kind = joined.dense(3, { name: 'kind' }).softmax({ name: 'kinds' })
const near = touch.dense(2, { name: 'near' }).sigmoid({ name: 'nears' })
const branched = graphOf(
  model('branched', [rgb, depth, facts], [kind, near], {
    preprocessing: { scale: 1 / 255, mean: [0.2, 0.3, 0.4] },
    labels: ['cup', 'box', 'ball'],
  }),
)

function branchedReference(): tfl.LayersModel {
  const inputs = [[6, 6, 3], [5, 7, 1], [3]].map(shape => tfl.input({ shape }))
  const { layers: of } = tfl
  const seen = of.activation({ activation: 'tanh', name: 'seen' })
  const felt = of.activation({ activation: 'tanh', name: 'felt' })
  const conv = (name: string, filters: number, from: tfl.SymbolicTensor) =>
    of.conv2d({ filters, kernelSize: 3, name }).apply(from) as tfl.SymbolicTensor
  const all = of.globalAveragePooling2d({}).apply(seen.apply(conv('eye', 4, inputs[0]!)))
  const places = of.flatten().apply(felt.apply(conv('touch', 3, inputs[1]!)))
  const told = of.dense({ units: 2, name: 'told' }).apply(inputs[2]!)
  const parts = of.concatenate().apply([all, places, told] as tfl.SymbolicTensor[])
  const kind = of.dense({ units: 3, name: 'kind' }).apply(parts)
  const near = of.dense({ units: 2, name: 'near' }).apply(places)
  const outputs = [of.softmax().apply(kind), of.activation({ activation: 'sigmoid' }).apply(near), kind, near]
  return tfl.model({ inputs, outputs: outputs as tfl.SymbolicTensor[] })
}

/** Two pictures that one tower looks at. */
const [left, right] = [input(6, 6, 3), input(6, 6, 3)]
const tower = layers.conv2d(4, 3, { name: 'tower', activation: 'tanh' })
const pair = [left, right].map(one => one.apply(tower).globalAveragePool2d())
const twins = graphOf(
  model('twins', [left, right], pair[0]!.multiply(pair[1]!).dense(2, { name: 'same' }), {
    preprocessing: { scale: 1 / 255 },
  }),
)

function twinsReference(): tfl.LayersModel {
  const inputs = [0, 1].map(() => tfl.input({ shape: [6, 6, 3] }))
  const tower = tfl.layers.conv2d({ filters: 4, kernelSize: 3, name: 'tower', activation: 'tanh' })
  const pooled = inputs.map(one => tfl.layers.globalAveragePooling2d({}).apply(tower.apply(one)))
  const product = tfl.layers.multiply().apply(pooled as tfl.SymbolicTensor[])
  const same = tfl.layers.dense({ units: 2, name: 'same' }).apply(product)
  return tfl.model({ inputs, outputs: same as tfl.SymbolicTensor })
}

/** The reference with the weights that the engine draws from this seed. */
function withWeights(reference: tfl.LayersModel, graph: typeof branched, seed: number): tfl.LayersModel {
  const slots = weightSlots(graph)
  for (const layer of reference.layers) {
    const own = slots.filter(slot => slot.layer === layer.name)
    const values = own.map(slot => tensor(initialWeights(slot, seed), [...(slot.shape as number[])]))
    if (own.length > 0) layer.setWeights(values)
    dispose(values)
  }
  expect(slots.map(slotName).length).toBe(reference.weights.length)
  return reference
}

/** Numbers of an image as an input takes them, made here by hand: `(pixel / 255 − mean)`, grey after BT.601. */
function numbersOf({ data }: Image, channels: 1 | 3, mean: readonly number[] = [0, 0, 0]): number[] {
  const numbers: number[] = []
  for (let i = 0; i < data.length; i += 4) {
    const [red, green, blue] = [data[i]!, data[i + 1]!, data[i + 2]!]
    if (channels === 1) numbers.push((0.299 * red + 0.587 * green + 0.114 * blue) / 255)
    else numbers.push(...[red, green, blue].map((value, channel) => value / 255 - mean[channel]!))
  }
  return numbers
}

function run(reference: tfl.LayersModel, numbers: readonly (readonly number[])[]): number[][] {
  const inputs = numbers.map((values, index) =>
    tensor([...values], [1, ...reference.inputs[index]!.shape.slice(1)] as number[]),
  )
  const outputs = [reference.predict(inputs)].flat() as Tensor[]
  const found = outputs.map(output => [...output.dataSync<'float32'>()])
  dispose([...inputs, ...outputs])
  return found
}

/** For every place of an input, the largest absolute change of a number of the reference as one of its channels moves. */
function byDifferences(
  reference: tfl.LayersModel,
  numbers: readonly number[][],
  { at, channels, output, index }: { at: number; channels: number; output: number; index: number },
): number[] {
  const changes = numbers[at]!.map((value, i) => {
    const [above, below] = [0.01, -0.01].map(step =>
      run(reference, numbers.with(at, numbers[at]!.with(i, value + step))),
    )
    return Math.abs(above![output]![index]! - below![output]![index]!) / 0.02
  })
  return Array.from({ length: changes.length / channels }, (_, place) =>
    Math.max(...changes.slice(place * channels, (place + 1) * channels)),
  )
}

let session: Session
let requests = 0
let replies: EngineReply[] = []

beforeEach(async () => {
  replies = []
  session = new Session(message => message.kind !== 'progress' && replies.push(message))
  await ask('start', { backend: 'cpu', wasmPath: '' })
})

const references = {
  branched: withWeights(branchedReference(), branched, 5),
  twins: withWeights(twinsReference(), twins, 5),
}
afterAll(() => {
  for (const reference of Object.values(references)) reference.dispose()
})

const MEAN = [0.2, 0.3, 0.4]
const told = [1, 1, 1]
const fed = [numbersOf(colour, 3, MEAN), numbersOf(grey, 1), told]

async function open(): Promise<Replies['predict']> {
  await ask('load', { graph: branched, seed: 5 })
  return ask('predict', { imageId: 'a', image: colour, feeds: { input_2: grey, input_3: 'ones' } })
}

describe('a network with an image, a depth map and a vector', () => {
  test('says what TensorFlow.js says, of either output', async () => {
    const expected = run(references.branched, fed)
    const first = await open()
    expectClose([...first.scores], expected[0]!, 1e-4)
    expectClose([...first.logits], expected[2]!, 1e-4)
    expect([first.output, first.labels]).toEqual([0, ['cup', 'box', 'ball']])
    expect(first.fed.map(({ name, kind, scalesOnly }) => [name, kind, scalesOnly])).toEqual([
      ['input_1', 'image', undefined],
      ['input_2', 'image', true],
      ['input_3', 'ones', undefined],
    ])
    const feeds = { input_2: grey, input_3: 'ones' } as const
    const second = await ask('predict', { imageId: 'a', image: colour, feeds, output: 1 })
    expectClose([...second.scores], expected[1]!, 1e-4)
    expect([second.output, second.activation, second.labels]).toEqual([1, 'sigmoid', ['0', '1']])
  })

  test('gives the maps of all layers', async () => {
    await open()
    for (const name of ['eye', 'seen', 'touch', 'felt', 'told', 'kind', 'near']) {
      const inner = references.branched.getLayer(name).output as tfl.SymbolicTensor
      const [values] = run(tfl.model({ inputs: references.branched.inputs, outputs: inner }), fed)
      const { channels, shape } = await ask('activations', { imageId: 'a', layer: name })
      expect(shape).toEqual(inner.shape.slice(1))
      const count = channels.length
      const means = channels.map((_, channel) =>
        values!.filter((_, i) => i % count === channel).reduce((a, b) => a + b),
      )
      expectClose(
        channels.map(({ mean }) => mean),
        means.map(sum => (sum * count) / values!.length),
        1e-4,
      )
    }
  })

  test('is explained in the pixels of each input, and by each output', async () => {
    await open()
    for (const [at, name, channels] of [
      [0, 'input_1', 3],
      [1, 'input_2', 1],
    ] as const) {
      const target = { kind: 'class', class: 2 } as const
      const found = await ask('explain', { imageId: 'a', method: 'saliency', target, input: name })
      expect([found.input, found.label]).toEqual([name, 'ball'])
      expectClose([...found.map], byDifferences(references.branched, fed, { at, channels, output: 2, index: 2 }), 2e-2)
      const size = at === 0 ? colour : grey
      expect([found.heat.width, found.heat.height]).toEqual([size.width, size.height])
    }
    const target = { kind: 'class', class: 1, output: 1 } as const
    // The second output rests on the depth map alone, which is therefore explained.
    const second = await ask('explain', { imageId: 'a', method: 'saliency', target })
    expect([second.input, second.label]).toEqual(['input_2', '1 of nears'])
    const expected = byDifferences(references.branched, fed, { at: 1, channels: 1, output: 3, index: 1 })
    expectClose([...second.map], expected, 2e-2)
  })

  test('every explanation that is offered runs for each input, and leaves no tensor behind', async () => {
    const { explanations } = await ask('load', { graph: branched, seed: 5 })
    await ask('predict', { imageId: 'a', image: colour, feeds: { input_2: grey } })
    const layerOf = { input_1: 'seen', input_2: 'felt' } as const
    const before = memory().numTensors
    for (const { name: method, needs, costs } of explanations) {
      // It explains a class by global average pooling, which neither branch ends with.
      if (method === 'cam') continue
      for (const input of ['input_1', 'input_2'] as const) {
        const layer = needs === 'layer' ? { layer: layerOf[input] } : {}
        const target = { kind: 'class', class: 0 } as const
        const found = await ask('explain', { imageId: 'a', method, target, input, ...layer, options: { samples: 2 } })
        expect([method, found.input]).toEqual([method, input])
        expect(found.map.every(Number.isFinite)).toBe(true)
        const offered = costs.find(cost => cost.input === input && cost.layer === layer.layer)!
        if (method === 'occlusion') expect(offered.forwardPasses).toBe(found.cost.forwardPasses)
      }
    }
    expect(memory().numTensors).toBe(before)
  })

  test('a layer’s field lies in the input that it sees', async () => {
    await open()
    const found = await ask('field', { imageId: 'a', layer: 'felt', y: 1, x: 2 })
    expect(found).toMatchObject({
      input: 'input_2',
      height: 5,
      width: 7,
      box: { top: 1, left: 2, bottom: 4, right: 5 },
    })
  })

  test('trust is measured by changing the pixels of the input that is explained', async () => {
    await open()
    const request = { imageId: 'a', method: 'saliency', target: { kind: 'class', class: 0, output: 1 } } as const
    const { input, deletion } = await ask('trust', { ...request, input: 'input_2' })
    expect(input).toBe('input_2')
    const [first] = run(references.branched, fed)[1]!
    expect(deletion.scores[0]).toBeCloseTo(first!, 5)
    // Deleted whole, the depth map has its mean everywhere.
    const mean = fed[1]!.reduce((a, b) => a + b) / fed[1]!.length
    expect(deletion.scores.at(-1)).toBeCloseTo(
      run(
        references.branched,
        fed.with(
          1,
          fed[1]!.map(() => mean),
        ),
      )[1]![0]!,
      4,
    )
  })

  test('what does not fit is told in words', async () => {
    await open()
    const target = { kind: 'class', class: 0 } as const
    const told = async (request: Partial<Requests['explain']>) => {
      const { message, action } = await refusal('explain', { imageId: 'a', method: 'saliency', target, ...request })
      return `${message}. ${action}`
    }
    expect(await told({ input: 'input_3' })).toBe(
      'input_3 takes no image, so there are no pixels to explain. Choose input_1 or input_2, or another layer.',
    )
    expect(await told({ input: 'sound' })).toMatch(/^branched has no input sound\./)
    expect(await told({ method: 'gradCam', layer: 'felt', input: 'input_1' })).toBe(
      'felt does not rest on the input input_1. Choose input_2, or another layer.',
    )
    expect(await told({ target: { ...target, output: 2 } })).toMatch(/^branched has 2 outputs, and no output 2\./)
    expect(await told({ target: { ...target, output: 1, class: 2 } })).toMatch(/^there is no class 2; .*2 classes/)
    const { message } = await refusal('predict', { imageId: 'a', image: colour, output: 5 })
    expect(message).toBe('branched has 2 outputs, and no output 5')
  })
})

describe('a pair of pictures before one tower', () => {
  const pixels = [numbersOf(colour, 3), numbersOf(image(6, 6, 3), 3)]

  test('says and is explained as in TensorFlow.js', async () => {
    await ask('load', { graph: twins, seed: 5 })
    const prediction = await ask('predict', { imageId: 'a', image: colour, feeds: { input_2: image(6, 6, 3) } })
    expectClose([...prediction.logits], run(references.twins, pixels)[0]!, 1e-4)
    for (const at of [0, 1]) {
      const target = { kind: 'class', class: 1 } as const
      const found = await ask('explain', { imageId: 'a', method: 'saliency', target, input: `input_${at + 1}` })
      expectClose(
        [...found.map],
        byDifferences(references.twins, pixels, { at, channels: 3, output: 0, index: 1 }),
        2e-2,
      )
    }
  })

  test('sees the same picture twice where only one is given', async () => {
    await ask('load', { graph: twins, seed: 5 })
    const { logits } = await ask('predict', { imageId: 'a', image: colour })
    expectClose([...logits], run(references.twins, [pixels[0]!, pixels[0]!])[0]!, 1e-4)
  })
})

async function reply<Kind extends RequestKind>(kind: Kind, request: Requests[Kind]): Promise<EngineReply> {
  const requestId = (requests += 1)
  await session.receive({ kind, requestId, ...request } as unknown as EngineRequest)
  return replies.find(message => message.requestId === requestId)!
}

async function ask<Kind extends RequestKind>(kind: Kind, request: Requests[Kind]): Promise<Replies[Kind]> {
  const answer = await reply(kind, request)
  if (answer.kind === 'error') throw new Error(JSON.stringify(answer.error))
  return answer.result as Replies[Kind]
}

async function refusal<Kind extends RequestKind>(kind: Kind, request: Requests[Kind]) {
  const answer = await reply(kind, request)
  if (answer.kind !== 'error') throw new Error(`${kind} was answered`)
  return answer.error
}
