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
      explained = await explain(network, { name: 'input_1', value }, picture, request)
      return value
    })
    expect(kernelNames).toContain('Softmax')
    expect(kernels.filter(({ name }) => name === 'Conv2D').length).toBe(3)
    expect(memory().numTensors).toBe(before)
    const { scores, logits } = await predict(network, { input_1: value })
    expect(explained!.score).toBeCloseTo(scores[2], 6)
    expect(explained!.logit).toBeCloseTo(logits[2], 6)
  },
)
