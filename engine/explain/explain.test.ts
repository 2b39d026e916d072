import { memory, profile } from '@tensorflow/tfjs-core'
import { beforeAll, expect, test } from 'vitest'
import { input } from '../../builder/input'
import { model } from '../../builder/model'
import { useBackend } from '../checks/backend'
import { build } from '../checks/build'
import { inputTensor } from '../checks/explainPixels'
import { predict } from '../prediction'
import { randomNumbers } from '../weights/randomNumbers'
import { explain } from './explain'

beforeAll(() => useBackend('wasm'))

const image = input(8, 8, 3)
const small = model(
  'small',
  image,
  image.conv2d(4, 3).relu().conv2d(3, 3).relu().conv2d(5, 1).globalAveragePool2d().flatten().softmax(),
)
const next = randomNumbers('image')
const pixels = Float32Array.from({ length: 8 * 8 * 3 }, () => next())
const picture = { width: 8, height: 8, data: new Uint8ClampedArray(256) }

test.each(['gradCam', 'layerCam', 'eigenCam', 'cam'])(
  '%s runs the network once, to tell the score too',
  async method => {
    const network = build(small)
    const value = inputTensor(network, pixels)
    const before = memory().numTensors
    const request = { imageId: '', method, layer: 'conv2d_3', target: { kind: 'class', class: 2 } } as const
    let explained: Awaited<ReturnType<typeof explain>> | undefined
    const { kernelNames, kernels } = await profile(async () => {
      explained = await explain(network, { input_1: value }, new Map([['input_1', picture]]), request)
      return value
    })
    expect(kernelNames).toContain('Softmax')
    expect(kernels.filter(({ name }) => name === 'FusedConv2D').length).toBe(3)
    expect(memory().numTensors).toBe(before)
    const { scores, logits } = await predict(network, { input_1: value })
    expect(explained!.score).toBeCloseTo(scores[2], 6)
    expect(explained!.logit).toBeCloseTo(logits[2], 6)
  },
)

test.each([
  ['softmax', true],
  ['sigmoid', true],
  ['relu', false],
] as const)('a score behind a %s is a share: %s', async (kind, isShare) => {
  const network = build(model('m', image, image.conv2d(2, 3).globalAveragePool2d()[kind]()), {
    'conv2d_1/kernel': new Float32Array(54).fill(0.5),
  })
  const request = { imageId: '', method: 'gradCam', layer: 'conv2d_1', target: { kind: 'class', class: 1 } } as const
  const value = inputTensor(network, new Float32Array(192).fill(1))
  const explained = await explain(network, { input_1: value }, new Map([['input_1', picture]]), request)
  expect(explained.isShare).toBe(isShare)
  // 27 pixels of 1, each times 0.5; with a softmax over two such numbers a half, with a sigmoid nearly 1.
  expect(explained.score).toBeCloseTo({ softmax: 0.5, sigmoid: 1 / (1 + Math.exp(-13.5)), relu: 13.5 }[kind], 4)
})
