import { beforeAll, describe, expect, test } from 'vitest'
import { input } from '../../builder/input'
import { model } from '../../builder/model'
import { receptiveFields } from '../../builder/receptiveField'
import { useBackend } from '../checks/backend'
import { build } from '../checks/build'
import { expectClose } from '../checks/checkComputation'
import { explainPixels } from '../checks/explainPixels'
import { readLayer } from '../checks/layerReading'
import { randomNumbers } from '../weights/randomNumbers'
import { deconvnet } from './deconvnet'
import { effectiveReceptiveField } from './effectiveReceptiveField'
import { gradCam } from './gradCam'
import { gradientTimesInput } from './gradientTimesInput'
import { guidedBackpropagation } from './guidedBackpropagation'
import { guidedGradCam } from './guidedGradCam'
import { integratedGradients } from './integratedGradients'
import { saliency } from './saliency'
import { smoothGrad } from './smoothGrad'

beforeAll(() => useBackend('wasm'))

const next = randomNumbers('pixel gradients')
const image = input(6, 6, 2)
const pixels = Float32Array.from({ length: 72 }, () => next())
const smooth = model(
  'smooth',
  image,
  image.rescaling(1).conv2d(4, 3).softplus().conv2d(5, 3).tanh().flatten().dense(3).softmax(),
)

test('saliency and gradient × input are their formulas, with gradients by differences', async () => {
  const network = build(smooth)
  // The rescaling by 1 is the image itself, so that it can be moved like any layer.
  const { gradient } = await readLayer(network, pixels, 'rescaling_1', 1)
  const places = Array.from({ length: 36 }, (_, place) => [Math.floor(place / 6), place % 6] as const)
  const largest = places.map(([y, x]) => Math.max(...[0, 1].map(channel => Math.abs(gradient(y, x, channel)))))
  expectClose([...(await explainPixels(saliency, network, pixels, 1)).map], largest, 5e-3)
  const added = places.map(([y, x]) =>
    [0, 1].reduce((sum, channel) => sum + gradient(y, x, channel) * pixels[(y * 6 + x) * 2 + channel], 0),
  )
  expectClose([...(await explainPixels(gradientTimesInput, network, pixels, 1)).map], added, 5e-3)
})

test('SmoothGrad of a linear network is its saliency; of another one it depends on the seed alone', async () => {
  const linear = build(model('linear', image, image.flatten().dense(3)))
  const plain = await explainPixels(saliency, linear, pixels, 1)
  expectClose([...(await explainPixels(smoothGrad, linear, pixels, 1, { samples: 20 })).map], [...plain.map], 1e-5)
  const network = build(smooth)
  const [first, again, other] = await Promise.all(
    [3, 3, 4].map(seed => explainPixels(smoothGrad, network, pixels, 1, { samples: 20, seed })),
  )
  expect(again.map).toEqual(first.map)
  expect(other.map).not.toEqual(first.map)
})

test('SmoothGrad finds the slope of a step that is smeared by the noise', async () => {
  // One pixel stands at the kink of a rectifier: with noise it passes on in half of the samples.
  const kinked = input(1, 2, 1)
  const network = build(model('m', kinked, kinked.relu().flatten().dense(1)), {
    'dense_1/kernel': new Float32Array([1, 1]),
  })
  const { map } = await explainPixels(smoothGrad, network, [0, 1], 0, { samples: 2000 })
  expect(map[0]).toBeCloseTo(0.5, 1)
  expect(map[1]).toBe(1)
})

test('integrated gradients sum to the difference of the scores within 1 %', async () => {
  const deep = image.conv2d(6, 3).relu().maxPool2d(2).conv2d(4, 2).relu().flatten().dense(3).softmax()
  for (const network of [build(smooth), build(model('deep', image, deep))]) {
    const { map, facts } = await explainPixels(integratedGradients, network, pixels, 2)
    const layer = network.graph.layers.find(({ kind }) => kind !== 'input')!.name
    const [full, empty] = await Promise.all(
      [pixels, new Float32Array(72)].map(values => readLayer(network, values, layer, 2)),
    )
    const difference = full.logit - empty.logit
    const sum = map.reduce((total, value) => total + value, 0)
    expect(Math.abs(sum - difference)).toBeLessThan(0.01 * Math.abs(difference))
    expect(facts!['Difference to the empty image']).toBeCloseTo(difference, 5)
    expect(facts!['Missed by the sum of the map']).toBeCloseTo(sum - difference, 5)
  }
})

describe('the rules of deconvnet and guided backpropagation, on a network worked out by hand', () => {
  // Four pixels, two hidden units h = relu(W x), score = v · h:
  //   h0 = 1·x0 − 1·x1 + 2·x2 + 0·x3 = 1 − 2 + 6 = 5      passes
  //   h1 = −3·x0 + 1·x1 + 0·x2 + 1·x3 = −3 + 2 + 0.5 < 0  does not pass
  //   h2 = 0·x0 + 1·x1 + 1·x2 + 2·x3 = 2 + 3 + 1 = 6      passes
  // and v = (2, 5, −4).
  const square = input(2, 2, 1)
  const network = () =>
    build(model('hand', square, square.flatten().dense(3, { useBias: false }).relu().dense(1, { useBias: false })), {
      'dense_1/kernel': new Float32Array([1, -3, 0, -1, 1, 1, 2, 0, 1, 0, 1, 2]),
      'dense_2/kernel': new Float32Array([2, 5, -4]),
    })
  const values = [1, 2, 3, 0.5]

  test.each([
    // 2·(1, −1, 2, 0) − 4·(0, 1, 1, 2)
    [saliency, [2, -6, 0, -8]],
    // Only the positive v pass, h1 silent or not: 2·(1, −1, 2, 0) + 5·(−3, 1, 0, 1)
    [deconvnet, [-13, 3, 4, 5]],
    // Only h0 both passes and has a positive v: 2·(1, −1, 2, 0)
    [guidedBackpropagation, [2, -2, 4, 0]],
  ])('$name', async (method, expected) => {
    const { map, picture } = await explainPixels(method, network(), values, 0)
    expect([...map]).toEqual(expected.map(Math.abs))
    if (method === saliency) return
    const largest = Math.max(...expected.map(Math.abs))
    const grey = expected.map(value => Math.round((255 * (value / largest + 1)) / 2))
    expect([0, 1, 2, 3].map(pixel => picture!.data[4 * pixel])).toEqual(grey.map(value => expect.closeTo(value, -0.5)))
  })

  test('pooling puts a maximum back where it was found', async () => {
    const pooled = build(model('pooled', square, square.maxPool2d(2).flatten().dense(1, { useBias: false })), {
      'dense_1/kernel': new Float32Array([7]),
    })
    expect([...(await explainPixels(deconvnet, pooled, [1, 2, 9, 3], 0)).map]).toEqual([0, 0, 7, 0])
  })

  test('the strongest place of a channel alone is projected', async () => {
    const kernel = { 'conv2d_1/kernel': new Float32Array([1, 10]) }
    const row = input(1, 4, 1)
    const layered = build(model('m', row, row.conv2d(1, [1, 2], { useBias: false }).relu().flatten().dense(1)), kernel)
    const target = { kind: 'channel', layer: 'relu_1', channel: 0, at: 'strongest' } as const
    expect([...(await explainPixels(deconvnet, layered, [1, 0, 3, 2], target)).map]).toEqual([0, 1, 10, 0])
    const everywhere = { ...target, at: 'everywhere' } as const
    expect([...(await explainPixels(deconvnet, layered, [1, 0, 3, 2], everywhere)).map]).toEqual([1, 11, 11, 10])
  })
})

test('guided Grad-CAM is guided backpropagation times Grad-CAM, place by place', async () => {
  const network = build(model('m', image, image.conv2d(4, 3, { padding: 'same' }).relu().flatten().dense(3)))
  const [coarse, fine, both] = await Promise.all(
    [gradCam, guidedBackpropagation, guidedGradCam].map(method =>
      explainPixels(method, network, pixels, 1, { layer: 'relu_1' }),
    ),
  )
  expectClose(
    [...both.map],
    [...fine.map].map((value, i) => value * coarse.map[i]),
    1e-5,
  )
})

describe('the effective receptive field', () => {
  test('of one convolution is its window at the middle, with the mean absolute weights', async () => {
    const wide = input(7, 7, 1)
    const kernel = Float32Array.from({ length: 9 }, (_, i) => i + 1)
    const network = build(model('m', wide, wide.conv2d(1, 3, { padding: 'same' }).flatten().dense(2)), {
      'conv2d_1/kernel': kernel,
    })
    const { map } = await explainPixels(effectiveReceptiveField, network, new Float32Array(49), 0, {
      layer: 'conv2d_1',
    })
    const expected = Array.from(map, (_, i) => {
      const [row, column] = [Math.floor(i / 7) - 2, (i % 7) - 2]
      return row >= 0 && row < 3 && column >= 0 && column < 3 ? kernel[row * 3 + column] : 0
    })
    expectClose(
      [...map].map(value => value / map[2 * 7 + 2]),
      expected,
      1e-5,
    )
  })

  test('vanishes outside the analysed receptive field and reaches its edges', async () => {
    const large = input(33, 33, 1)
    const deep = large
      .conv2d(3, 3, { strides: 2 })
      .softplus()
      .conv2d(3, 3)
      .softplus()
      .maxPool2d(2)
      .conv2d(3, 3)
      .softplus()
    const built = model('m', large, deep.globalAveragePool2d().dense(2))
    const network = build(built)
    const values = Array.from({ length: 33 * 33 }, () => next())
    for (const layer of ['softplus_1', 'softplus_2', 'maxPool2d_1', 'softplus_3']) {
      const { map, facts } = await explainPixels(effectiveReceptiveField, network, values, 0, { layer, samples: 4 })
      const { size, stride, padding } = receptiveFields(built.graph).get(layer)!
      const [height] = network.graph.layers.find(({ name }) => name === layer)!.outputShapes[0] as number[]
      const start = stride[0]! * Math.floor((height - 1) / 2) - padding[0]!
      const seen = [...map.keys()].filter(i => map[i] > 0)
      const rows = seen.map(i => Math.floor(i / 33))
      const columns = seen.map(i => i % 33)
      const expected = [start, start + size[0]! - 1]
      // Pooling looks at one of four places, so that an edge may go unread.
      const slack = layer === 'softplus_3' || layer === 'maxPool2d_1' ? 2 : 0
      for (const axis of [rows, columns]) {
        const [least, most] = [Math.min(...axis), Math.max(...axis)]
        expect(least).toBeGreaterThanOrEqual(expected[0])
        expect(most).toBeLessThanOrEqual(expected[1])
        expect(least).toBeLessThanOrEqual(expected[0] + slack)
        expect(most).toBeGreaterThanOrEqual(expected[1] - slack)
      }
      expect(facts!['Side of the effective receptive field, in pixels']).toBeLessThanOrEqual(size[0]!)
    }
  })
})

test('a mirrored image gives the mirrored saliency of a network whose kernel is symmetric', async () => {
  const network = build(model('m', image, image.conv2d(1, [1, 3]).tanh().globalAveragePool2d().dense(2)), {
    'conv2d_1/kernel': new Float32Array([1, 2, -3, 4, 1, 2]),
  })
  const mirrored = pixels.map((_, i) => pixels[Math.floor(i / 12) * 12 + (5 - (Math.floor(i / 2) % 6)) * 2 + (i % 2)])
  for (const method of [saliency, gradientTimesInput, integratedGradients, guidedBackpropagation, deconvnet]) {
    const [map, other] = await Promise.all(
      [pixels, mirrored].map(async values => [...(await explainPixels(method, network, values, 1)).map]),
    )
    expectClose(
      other,
      map.map((_, i) => map[Math.floor(i / 6) * 6 + 5 - (i % 6)]),
      1e-4,
    )
  }
})
