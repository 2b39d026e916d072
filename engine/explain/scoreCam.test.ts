import { dispose, image as imageOperations, type Tensor4D, tensor } from '@tensorflow/tfjs-core'
import { beforeAll, test } from 'vitest'
import { input } from '../../builder/input'
import { model } from '../../builder/model'
import { useBackend } from '../checks/backend'
import { build } from '../checks/build'
import { expectClose } from '../checks/checkComputation'
import { explainPixels, inputTensor } from '../checks/explainPixels'
import { randomNumbers } from '../weights/randomNumbers'
import { scoreCam } from './scoreCam'

beforeAll(() => useBackend('wasm'))

test('is algorithm 1 of the paper, channel by channel, with the baseline subtracted', async () => {
  const next = randomNumbers('score')
  const image = input(6, 6, 2)
  const pixels = Float32Array.from({ length: 72 }, () => next())
  const network = build(model('m', image, image.conv2d(20, 3, { strides: 2 }).sigmoid().flatten().dense(3).softmax()))
  const { map } = await explainPixels(scoreCam, network, pixels, 1, { layer: 'sigmoid_1' })

  const logit = async (values: ArrayLike<number>) => {
    const outputs = await network.forward({ input_1: inputTensor(network, values) }, new Set(['dense_1']))
    const found = outputs.get('dense_1')![0].dataSync()[1]
    dispose([...outputs.values()].flat())
    return found
  }
  const outputs = await network.forward({ input_1: inputTensor(network, pixels) }, new Set(['sigmoid_1']))
  const activation = outputs.get('sigmoid_1')![0].dataSync()
  const baseline = await logit(new Float32Array(72))
  const increases: number[] = []
  for (let channel = 0; channel < 20; channel++) {
    const small = Array.from({ length: 4 }, (_, place) => activation[place * 20 + channel])
    const large = imageOperations
      .resizeBilinear(tensor(small, [1, 2, 2, 1]) as Tensor4D, [6, 6], false, true)
      .dataSync()
    const [least, most] = [Math.min(...large), Math.max(...large)]
    const masked = pixels.map((value, i) => (value * (large[Math.floor(i / 2)] - least)) / (most - least))
    increases.push((await logit(masked)) - baseline)
  }
  const total = increases.reduce((sum, increase) => sum + Math.exp(increase), 0)
  const expected = Array.from({ length: 4 }, (_, place) =>
    Math.max(
      0,
      increases.reduce(
        (sum, increase, channel) => sum + (Math.exp(increase) / total) * activation[place * 20 + channel],
        0,
      ),
    ),
  )
  expectClose([...map], expected, 1e-4)
})
