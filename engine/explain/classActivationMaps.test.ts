import { beforeAll, describe, expect, test } from 'vitest'
import { input } from '../../builder/input'
import { model } from '../../builder/model'
import { useBackend } from '../checks/backend'
import { build } from '../checks/build'
import { expectClose } from '../checks/checkComputation'
import { explainPixels } from '../checks/explainPixels'
import { type LayerReading, naiveMap, readLayer, sumOver, sumOverChannels } from '../checks/layerReading'
import type { Network } from '../network'
import { randomNumbers } from '../weights/randomNumbers'
import { ablationCam } from './ablationCam'
import { cam } from './cam'
import type { Explanation } from './explanation'
import { gradCam } from './gradCam'
import { gradCamPlusPlus } from './gradCamPlusPlus'
import { hiResCam } from './hiResCam'
import { layerCam } from './layerCam'
import { xGradCam } from './xGradCam'

beforeAll(() => useBackend('wasm'))

const next = randomNumbers('class activation maps')
const image = input(6, 6, 2)
const pixels = Float32Array.from({ length: 72 }, () => 4 * next() - 2)
// Smooth, so that differences are exact, and with positions that matter, so that no two methods agree by chance.
const maps = image.conv2d(4, 3, { padding: 'same' }).softplus().conv2d(5, 3).tanh()
const positions = model('positions', image, maps.flatten().dense(3).softmax())
const pooled = model('pooled', image, maps.globalAveragePool2d().dropout(0.5).dense(3).softmax())

const formulas: [Explanation, (reading: LayerReading) => number[]][] = [
  [
    gradCam,
    layer => {
      const { height, width, activation, gradient } = layer
      const weight = (channel: number) => sumOver(layer, (y, x) => gradient(y, x, channel)) / (height * width)
      return naiveMap(layer, (y, x) => sumOverChannels(layer, channel => weight(channel) * activation(y, x, channel)))
    },
  ],
  [
    gradCamPlusPlus,
    layer => {
      const { activation, gradient } = layer
      const share = (y: number, x: number, channel: number) => {
        const g = gradient(y, x, channel)
        return g ** 2 / (2 * g ** 2 + sumOver(layer, (row, column) => activation(row, column, channel)) * g ** 3)
      }
      const weight = (channel: number) =>
        sumOver(layer, (y, x) => share(y, x, channel) * Math.max(0, gradient(y, x, channel)))
      return naiveMap(layer, (y, x) => sumOverChannels(layer, channel => weight(channel) * activation(y, x, channel)))
    },
  ],
  [
    hiResCam,
    layer =>
      naiveMap(layer, (y, x) =>
        sumOverChannels(layer, channel => layer.gradient(y, x, channel) * layer.activation(y, x, channel)),
      ),
  ],
  [
    layerCam,
    layer =>
      naiveMap(layer, (y, x) =>
        sumOverChannels(layer, channel => Math.max(0, layer.gradient(y, x, channel)) * layer.activation(y, x, channel)),
      ),
  ],
  [
    xGradCam,
    layer => {
      const { activation, gradient } = layer
      const total = (channel: number) => sumOver(layer, (y, x) => activation(y, x, channel))
      const weight = (channel: number) =>
        sumOver(layer, (y, x) => (activation(y, x, channel) * gradient(y, x, channel)) / total(channel))
      return naiveMap(layer, (y, x) => sumOverChannels(layer, channel => weight(channel) * activation(y, x, channel)))
    },
  ],
  [
    ablationCam,
    layer =>
      naiveMap(layer, (y, x) =>
        sumOverChannels(
          layer,
          channel => (layer.logit - layer.logitWithout(channel)) * layer.activation(y, x, channel),
        ),
      ),
  ],
]

describe.each(formulas)('$name', (explanation, formula) => {
  test.each(['softplus_1', 'tanh_1'])('is its formula in plain loops, at %s', async layer => {
    const network = build(positions)
    const expected = formula(await readLayer(network, pixels, layer, 2)).map(value => Math.max(0, value))
    expectClose([...(await explainPixels(explanation, network, pixels, 2, { layer })).map], expected, 5e-3)
  })
})

describe('where one dense layer follows global average pooling', () => {
  const positive = (values: ArrayLike<number>) => Array.from(values, value => Math.max(0, value))

  test('CAM, Grad-CAM and HiResCAM are one map up to the number of places, and CAM’s mean is the logit', async () => {
    const network = build(pooled)
    const map = (explanation: Explanation) => explainPixels(explanation, network, pixels, 2, { layer: 'tanh_1' })
    const [direct, graded, resolved] = await Promise.all([map(cam), map(gradCam), map(hiResCam)])
    const places = direct.width * direct.height
    expectClose(
      positive(graded.map).map(value => value * places),
      positive(direct.map),
      1e-5,
    )
    expectClose(
      positive(resolved.map).map(value => value * places),
      positive(direct.map),
      1e-5,
    )
    const { logit } = await readLayer(network, pixels, 'tanh_1', 2)
    // The dense layer's bias starts as 0.
    expect(direct.map.reduce((sum, value) => sum + value, 0) / places).toBeCloseTo(logit, 5)
  })

  test.each([
    [
      'a convolution as the classifier',
      () => maps.globalAveragePool2d({ keepDims: true }).conv2d(3, 1).flatten().softmax(),
    ],
    ['average pooling over the whole map', () => maps.avgPool2d(4).flatten().dense(3)],
    ['maps of classes', () => maps.conv2d(3, 1).globalAveragePool2d().softmax()],
  ])('CAM reads %s', async (_, head) => {
    const network = build(model('m', image, head()))
    const layer = network.graph.layers.findLast(({ kind }) => /Pool2d$/.test(kind))!.inputs[0].layer
    const graded = await explainPixels(gradCam, network, pixels, 0, { layer })
    const direct = await explainPixels(cam, network, pixels, 0)
    expectClose(
      [...graded.map],
      positive(direct.map).map(value => value / direct.map.length),
      1e-5,
    )
  })

  test('CAM refuses a network that ends otherwise', async () => {
    await expect(explainPixels(cam, build(positions), pixels, 0)).rejects.toMatchObject({
      code: 'not-explainable',
      message: 'positions does not end with global average pooling and one dense layer',
    })
  })
})

test('a mirrored image gives the mirrored map of a network whose kernels are symmetric', async () => {
  const symmetric = model('m', image, maps.globalAveragePool2d().dense(3))
  const network = build(symmetric, symmetricKernels(build(symmetric)))
  const mirrored = mirror(pixels, 6, 2)
  for (const explanation of [gradCam, gradCamPlusPlus, hiResCam, layerCam, xGradCam, cam, ablationCam]) {
    const [map, other] = await Promise.all(
      [pixels, mirrored].map(async values => [
        ...(await explainPixels(explanation, network, values, 1, { layer: 'tanh_1' })).map,
      ]),
    )
    expectClose(other, mirror(map, 4, 1), 1e-4)
    expect(other).not.toEqual(map)
  }
})

function mirror(values: ArrayLike<number>, width: number, channels: number): number[] {
  return Array.from(values, (_, i) => {
    const [row, column] = [Math.floor(i / channels / width), Math.floor(i / channels) % width]
    return values[(row * width + width - 1 - column) * channels + (i % channels)]
  })
}

/** The convolutions' kernels, each made the mean of itself and its mirror image. */
function symmetricKernels(network: Network): Record<string, Float32Array> {
  const convolutions = network.graph.layers.filter(({ kind }) => kind === 'conv2d')
  return Object.fromEntries(
    convolutions.map(layer => {
      const { kernel } = network.weightsOf(layer)
      const values = kernel.dataSync() as Float32Array
      const turned = mirror(values, 3, kernel.size / 9)
      return [`${layer.name}/kernel`, values.map((value, i) => (value + turned[i]) / 2)]
    }),
  )
}
