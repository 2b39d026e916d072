import { beforeAll, expect, test } from 'vitest'
import { input } from '../../builder/input'
import { model } from '../../builder/model'
import { useBackend } from '../checks/backend'
import { build } from '../checks/build'
import { inputTensor } from '../checks/explainPixels'
import { contributions } from './contributions'
import { scoreOf } from './score'

beforeAll(() => useBackend('wasm'))

const image = input(2, 2, 1)

async function ask(network: ReturnType<typeof build>, layer: string, pixels: readonly number[], index: number) {
  const value = inputTensor(network, pixels)
  const score = scoreOf(network.graph, { kind: 'class', class: index })
  return contributions({ network, inputName: 'input_1', input: value, others: {}, score }, layer)
}

test('a channel counts as much as it adds to the logit', async () => {
  const network = build(
    model('m', image, image.conv2d(2, 1, { useBias: false }).flatten().dense(2, { useBias: false })),
    {
      'conv2d_1/kernel': new Float32Array([1, -2]),
      // By place and channel: class 0 wants the first channel, class 1 the second.
      'dense_1/kernel': new Float32Array([1, 0, 0, 1, 2, 0, 0, 2, 3, 0, 0, 3, 4, 0, 0, 4]),
    },
  )
  const { channels, label } = await ask(network, 'conv2d_1', [1, 2, 3, 4], 0)
  // By hand: 1·1 + 2·2 + 3·3 + 4·4 from the first channel, nothing from the second.
  expect([...channels]).toEqual([30, 0])
  expect(label).toBe('0')
  const other = await ask(network, 'conv2d_1', [1, 2, 3, 4], 1)
  expect([...other.channels]).toEqual([0, -60])
})

test('without biases the channels sum up to the logit, rectifiers or not', async () => {
  const x = image.conv2d(5, 2, { useBias: false, padding: 'same' }).relu()
  const end = x.conv2d(4, 2, { useBias: false }).relu().flatten().dense(3, { useBias: false })
  const network = build(model('m', image, end))
  const pixels = [0.3, -1.2, 0.7, 2]
  const outputs = await network.forward({ input_1: inputTensor(network, pixels) }, new Set(['dense_1']))
  const logits = await outputs.get('dense_1')![0].data()
  const { channels } = await ask(network, 'relu_1', pixels, 2)
  expect(channels.length).toBe(5)
  expect(channels.reduce((sum, value) => sum + value, 0)).toBeCloseTo(logits[2], 5)
})

test('a layer behind the logit is refused', async () => {
  const network = build(model('m', image, image.flatten().dense(3).softmax()))
  await expect(ask(network, 'softmax_1', [1, 2, 3, 4], 0)).rejects.toMatchObject({ code: 'not-explainable' })
})
