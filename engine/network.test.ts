import { add, dispose, memory, profile, type Tensor, tensor } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { input } from '../builder/input'
import { model } from '../builder/model'
import { layers } from '../builder/tensor'
import { useBackend } from './checks/backend'
import { build, graphOf } from './checks/build'
import { expectClose } from './checks/checkComputation'
import { classSeed, findLogits } from './logits'
import type { BackwardRule, LayerTensors, Network } from './network'
import { randomNumbers } from './weights/randomNumbers'

beforeAll(() => useBackend('wasm'))

const image = input(8, 8, 2)
const stem = image.conv2d(4, 3, { padding: 'same' }).tanh()
const branches = stem.conv2d(4, 3, { padding: 'same', groups: 2 }).batchNorm().add(stem).tanh()
const gate = branches.globalAveragePool2d({ keepDims: true }).conv2d(4, 1).sigmoid()
const joined = branches.multiply(gate).concat(stem).maxPool2d(2).conv2d(3, 3, { dilationRate: 2, padding: 'same' })
const branched = model('branched', image, joined.flatten().dense(5).softmax())

const pixels = numbers('image', 128)

test('gradients of every layer’s output agree with central differences through the rest of the network', async () => {
  const network = build(branched)
  const { gradients, activations } = await gradientsOf(network, pixels, ['input_1', 'tanh_1', 'conv2d_2'])
  const found = [...gradients.get('input_1')![0].dataSync()]
  const expected: number[] = []
  // Steps small enough that hardly a maximum of the pooling changes its place.
  for (const [i, value] of pixels.entries()) {
    const [above, below] = [0.001, -0.001].map(step => pixels.with(i, value + step))
    expected.push(((await logit(network, above)) - (await logit(network, below))) / 0.002)
  }
  expectClose(found, expected, 1e-2)
  dispose([...gradients.values(), ...activations.values()].flat())
  network.dispose()
})

test('one backward pass gives every layer what a pass of its own gives', async () => {
  const network = build(branched)
  const together = await gradientsOf(network, pixels, ['tanh_1', 'batchNorm_1', 'maxPool2d_1'])
  for (const layer of ['tanh_1', 'batchNorm_1', 'maxPool2d_1']) {
    const alone = await gradientsOf(network, pixels, [layer])
    expectClose([...together.gradients.get(layer)![0].dataSync()], [...alone.gradients.get(layer)![0].dataSync()], 1e-6)
  }
})

test('an activation that a layer applies itself is computed as the layer behind it, forward and backward', async () => {
  const values = { input_1: tensor(pixels, [1, 8, 8, 2]) }
  const apart = image
    .conv2d(3, 3, { name: 'c' })
    .sigmoid({ name: 's' })
    .flatten()
    .dense(4, { name: 'd' })
    .tanh({ name: 't' })
  const within = image
    .conv2d(3, 3, { name: 'c', activation: 'sigmoid' })
    .flatten()
    .dense(4, { name: 'd', activation: 'tanh' })
  const [a, b] = [build(model('apart', image, apart)), build(model('within', image, within))]
  const run = (network: Network, map: string, output: string) =>
    network.gradients(values, { layer: output, output: 0 }, classSeedOf2, new Set([map, output]))
  const [x, y] = [await run(a, 's', 't'), await run(b, 'c', 'd')]
  for (const [mine, other] of [
    ['c', 's'],
    ['d', 't'],
  ]) {
    expectClose([...y.activations.get(mine)![0].dataSync()], [...x.activations.get(other)![0].dataSync()], 1e-6)
    expectClose([...y.gradients.get(mine)![0].dataSync()], [...x.gradients.get(other)![0].dataSync()], 1e-6)
  }
  expect(
    y.gradients
      .get('c')![0]
      .dataSync()
      .some(value => value !== 0),
  ).toBe(true)
})

const classSeedOf2 = (output: Tensor) => tensor([0, 0, 1, 0], output.shape)

test('layers made once and applied twice share their weights', async () => {
  const one = input(4, 4, 1)
  const shared = layers.conv2d(2, 3, { padding: 'same' })
  const network = build(model('shared', one, one.apply(shared).add(one.apply(shared))))
  const outputs = await network.forward(
    { input_1: tensor(pixels.slice(0, 16), [1, 4, 4, 1]) },
    new Set(['conv2d_1', 'add_1']),
  )
  const [once] = outputs.get('conv2d_1')!
  const [twice] = outputs.get('add_1')!
  expectClose(
    [...twice.dataSync()],
    [...once.dataSync()].map(value => 2 * value),
    1e-6,
  )
})

describe('a network with several inputs', () => {
  const [left, right] = [input(4, 4, 1), input(4, 4, 1)]
  const shared = layers.conv2d(2, 3)
  const twins = model('twins', [left, right], left.apply(shared).subtract(right.apply(shared)))
  const [first, second] = [pixels.slice(0, 16), pixels.slice(16, 32)]

  test('takes each by the name of its layer', async () => {
    const network = build(twins)
    const run = async (a: Float32Array, b: Float32Array) => {
      const given = { input_1: tensor(a, [1, 4, 4, 1]), input_2: tensor(b, [1, 4, 4, 1]) }
      return [...(await network.forward(given, new Set(['subtract_1']))).get('subtract_1')![0].dataSync()]
    }
    const difference = await run(first, second)
    expectClose(
      await run(second, first),
      difference.map(value => -value),
      1e-6,
    )
    expect(await run(first, first)).toEqual(Array(8).fill(0))
  })

  test('says which of them was given nothing', async () => {
    const run = build(twins).forward({ input_1: tensor(first, [1, 4, 4, 1]) }, new Set(['subtract_1']))
    await expect(run).rejects.toMatchObject({ code: 'missing-input', message: expect.stringMatching(/^input_2: /) })
  })
})

test('a layer that is for inference only passes no gradient, and says so by name', async () => {
  const given = input(4, 4, 1)
  const network = build(model('m', given, given.conv2d(2, 1).denseCrf(given, { iterations: 1 })))
  const values = { input_1: tensor(pixels.slice(0, 16), [1, 4, 4, 1]) }
  const target = { layer: 'denseCrf_1', output: 0 }
  const run = network.gradients(values, target, output => output.clone(), new Set(['conv2d_1']))
  await expect(run).rejects.toMatchObject({
    code: 'not-explainable',
    message: expect.stringMatching(/^denseCrf_1: .*inference only/),
  })
})

describe('explanations start before the last softmax or sigmoid', () => {
  test('softmax', () => {
    const given = input(4)
    const logits = findLogits(graphOf(model('m', given, given.dense(3).softmax())))
    expect(logits).toEqual({
      ...{ edge: { layer: 'dense_1', output: 0 }, activated: { layer: 'softmax_1', output: 0 }, activation: 'softmax' },
    })
  })
  test('a softmax that is reshaped', () => {
    const given = input(1, 1, 4)
    const logits = findLogits(graphOf(model('m', given, given.conv2d(3, 1).softmax().flatten())))
    expect(logits).toEqual({
      ...{
        edge: { layer: 'conv2d_1', output: 0 },
        activated: { layer: 'softmax_1', output: 0 },
        activation: 'softmax',
      },
    })
  })
  test('none', () => {
    const given = input(4)
    const logits = findLogits(graphOf(model('m', given, given.dense(3))))
    const edge = { layer: 'dense_1', output: 0 }
    expect(logits).toEqual({ edge, activated: edge, activation: 'none' })
  })
  test('the class of a map is its channel, averaged over all places', async () => {
    const map = input(2, 1, 3)
    const graph = graphOf(model('m', map, map.conv2d(3, 1)))
    const seed = classSeed(graph, tensor([0, 0, 0, 0, 0, 0], [1, 2, 1, 3]), 1)
    expect([...seed.dataSync()]).toEqual([0, 0.5, 0, 0, 0.5, 0])
  })
})

describe('no tensor is left behind', () => {
  test('by a network that is disposed of', () => {
    const before = memory().numTensors
    build(branched).dispose()
    expect(memory().numTensors).toBe(before)
  })

  test('by 50 runs forward and backward', async () => {
    const network = build(branched)
    const before = memory().numTensors
    for (let run = 0; run < 50; run++) {
      const { gradients, activations } = await gradientsOf(network, pixels, ['tanh_1'])
      dispose([...gradients.values(), ...activations.values()].flat())
    }
    expect(memory().numTensors).toBe(before)
    network.dispose()
  })

  test('by a run that is cancelled', async () => {
    const network = build(branched)
    const given = tensor(pixels, [1, 8, 8, 2])
    const before = memory().numTensors
    const controller = new AbortController()
    const run = network.forward({ input_1: given }, new Set(['tanh_1', 'softmax_1']), controller.signal)
    controller.abort()
    await expect(run).rejects.toMatchObject({ code: 'cancelled' })
    expect(memory().numTensors).toBe(before)
  })

  test('by a run that fails, which names the layer', async () => {
    const network = build(branched)
    const wrong = tensor(pixels, [1, 8, 4, 4])
    const before = memory().numTensors
    const run = network.forward({ input_1: wrong }, new Set(['softmax_1']))
    await expect(run).rejects.toMatchObject({ code: 'backend-failed', message: expect.stringMatching(/^conv2d_1: /) })
    expect(memory().numTensors).toBe(before)
  })
})

test('a layer that does not lead to the output has no gradient', async () => {
  const network = build(branched)
  const run = gradientsOf(network, pixels, ['softmax_1'])
  await expect(run).rejects.toMatchObject({ code: 'not-explainable', message: expect.stringMatching(/^softmax_1: /) })
})

test('a layer that is given is not run, and nor is what only it needs; the rest goes on from it', async () => {
  const network = build(branched)
  const given = { input_1: tensor(pixels, [1, 8, 8, 2]) }
  const all = await network.forward(given, new Set(['batchNorm_1', 'dense_1']))
  const batchNorm = all.get('batchNorm_1')![0]
  const before = memory().numTensors
  // The stem feeds the sum and the concatenation too, so the input is still needed.
  const same = await network.forward({ ...given, batchNorm_1: batchNorm }, new Set(['dense_1']))
  expect([...same.get('dense_1')![0].dataSync()]).toEqual([...all.get('dense_1')![0].dataSync()])
  const other = await network.forward({ dense_1: tensor([1, 2, 3, 4, 5], [1, 5]) }, new Set(['softmax_1']))
  expect(other.get('softmax_1')![0].dataSync()[4]).toBeCloseTo(0.6364, 4)
  dispose([...same.values(), ...other.values()].flat())
  expect(memory().numTensors).toBe(before + 1)
})

describe('what is remembered of a run', () => {
  test('is not computed again, and gives the same numbers', async () => {
    const network = build(branched)
    const given = { input_1: tensor(pixels, [1, 8, 8, 2]) }
    const plain = await outputOf(network, given, 'maxPool2d_1')
    network.remember(given)
    await outputOf(network, given, 'tanh_2')
    const kernels = await kernelsOf(() => outputOf(network, given, 'tanh_2'))
    expect(kernels.filter(name => name !== 'Reshape')).toEqual([])
    // Goes on from what is known.
    const further = await kernelsOf(async () => expect(await outputOf(network, given, 'maxPool2d_1')).toEqual(plain))
    expect(further.filter(name => name === 'Tanh')).toEqual([])
    expect(further).toContain('MaxPool')
  })

  test('holds for the backward pass', async () => {
    const network = build(branched)
    const given = { input_1: tensor(pixels, [1, 8, 8, 2]) }
    const gradient = async () => {
      const { edge } = findLogits(network.graph)
      const seed = (logits: Tensor) => classSeed(network.graph, logits, 3)
      const { gradients, activations } = await network.gradients(given, edge, seed, new Set(['input_1']))
      const numbers = [...gradients.get('input_1')![0].dataSync()]
      dispose([...gradients.values(), ...activations.values()].flat())
      return numbers
    }
    const plain = await gradient()
    network.remember(given)
    await gradient()
    const before = memory().numTensors
    const kernels = await kernelsOf(async () => expect(await gradient()).toEqual(plain))
    expect(kernels).not.toContain('MaxPool')
    expect(memory().numTensors).toBe(before)
  })

  test('does not stand for other inputs, nor where a layer is given', async () => {
    const network = build(branched)
    const given = { input_1: tensor(pixels, [1, 8, 8, 2]) }
    const other = { input_1: tensor(numbers('other', 128), [1, 8, 8, 2]) }
    const expected = await outputOf(network, other, 'dense_1')
    network.remember(given)
    await outputOf(network, given, 'dense_1')
    expect(await outputOf(network, other, 'dense_1')).toEqual(expected)
    const zero = { ...given, batchNorm_1: tensor(new Float32Array(256), [1, 8, 8, 4]) }
    expect(await outputOf(network, zero, 'dense_1')).not.toEqual(await outputOf(network, given, 'dense_1'))
  })

  test('is gone with the network, or when others are remembered', async () => {
    const before = memory().numTensors
    const network = build(branched)
    const given = { input_1: tensor(pixels, [1, 8, 8, 2]) }
    network.remember(given)
    await outputOf(network, given, 'dense_1')
    network.remember({})
    await outputOf(network, given, 'dense_1')
    network.dispose()
    dispose(given)
    expect(memory().numTensors).toBe(before)
  })
})

test('a rule takes the place of a layer’s gradient, and of no other’s', async () => {
  const network = build(branched)
  const given = { input_1: tensor(pixels, [1, 8, 8, 2]) }
  const { edge } = findLogits(network.graph)
  const run = (rule?: BackwardRule) =>
    network.gradients(given, edge, logits => classSeed(network.graph, logits, 3), new Set(['input_1']), undefined, rule)
  const plain = (await run()).gradients.get('input_1')![0].dataSync()
  const twice: BackwardRule = (layer, trace, { backward }) =>
    layer.name === 'maxPool2d_1' ? backward(layer.options, trace).map(gradient => add(gradient, gradient)) : undefined
  const doubled = (await run(twice)).gradients.get('input_1')![0].dataSync()
  expectClose(
    [...doubled],
    [...plain].map(value => 2 * value),
    1e-6,
  )
})

function gradientsOf(
  network: Network,
  values: Float32Array,
  wanted: string[],
): Promise<{ gradients: LayerTensors; activations: LayerTensors }> {
  const given = tensor(values, [1, 8, 8, 2])
  const seed = (logits: Tensor) => classSeed(network.graph, logits, 3)
  return network
    .gradients({ input_1: given }, findLogits(network.graph).edge, seed, new Set(wanted))
    .finally(() => given.dispose())
}

async function outputOf(network: Network, given: Record<string, Tensor>, layer: string): Promise<number[]> {
  const outputs = await network.forward(given, new Set([layer]))
  const numbers = [...outputs.get(layer)![0].dataSync()]
  dispose([...outputs.values()].flat())
  return numbers
}

async function kernelsOf(run: () => Promise<unknown>): Promise<string[]> {
  const { kernels } = await profile(run as never)
  return kernels.map(({ name }) => name)
}

async function logit(network: Network, values: Float32Array): Promise<number> {
  const given = tensor(values, [1, 8, 8, 2])
  const outputs = await network.forward({ input_1: given }, new Set(['dense_1']))
  const [logits] = outputs.get('dense_1')!
  const result = logits.dataSync()[3]
  dispose([given, logits])
  return result
}

function numbers(seed: string, count: number): Float32Array {
  const next = randomNumbers(seed)
  return Float32Array.from({ length: count }, () => 2 * next() - 1)
}
