import { tensor4d } from '@tensorflow/tfjs-core'
import { beforeAll, expect, test } from 'vitest'
import { input, model } from '../builder/index'
import { useBackend } from './checks/backend'
import { graphOf } from './checks/build'
import { measuredField } from './measuredField'
import { Network } from './network'
import { slotName, weightSlots } from './weights/slots'

beforeAll(() => useBackend('cpu'))

const image = input(12, 10, 1)

/** Weights of 1 make the gradient of a pixel the number of paths from it to the place. */
function ones(make: (tensor: typeof image) => typeof image): Network {
  const graph = graphOf(model('net', image, make(image)))
  const values = weightSlots(graph).map(slot => {
    const size = (slot.shape as number[]).reduce((a, b) => a * b, 1)
    return [slotName(slot), new Float32Array(size).fill(1)] as const
  })
  return new Network(graph, new Map(values))
}

const value = () => tensor4d(new Float32Array(120).fill(0.5), [1, 12, 10, 1])
const fieldAt = (network: Network, layer: string, y: number, x: number) =>
  measuredField(network, { input_1: value() }, 'input_1', layer, { y, x })

// By hand: of two 3×3 windows in a row, 1, 2, 3, 2, 1 paths lead to a place along each axis; the most are 9.
test('paths of two convolutions are counted, and lie in the field that follows from the windows', async () => {
  const network = ones(x => x.conv2d(1, 3).conv2d(1, 3))
  const { box, intensity, width } = await fieldAt(network, 'conv2d_2', 3, 2)
  expect(box).toEqual({ top: 3, left: 2, bottom: 8, right: 7 })
  const paths = [1, 2, 3, 2, 1]
  for (let y = 0; y < 12; y++)
    for (let x = 0; x < 10; x++)
      expect(intensity[y * width + x]).toBeCloseTo(((paths[y - 3] ?? 0) * (paths[x - 2] ?? 0)) / 9, 6)
})

// By hand: padding 1 and stride 2 put the first window one pixel beyond the border.
test('a field may reach beyond the border', async () => {
  const network = ones(x => x.conv2d(1, 3, { padding: 1, strides: 2 }))
  expect((await fieldAt(network, 'conv2d_1', 0, 0)).box).toEqual({ top: -1, left: -1, bottom: 2, right: 2 })
})

test('behind global pooling there are no places', async () => {
  const network = ones(x => x.conv2d(1, 3).globalAveragePool2d())
  await expect(fieldAt(network, 'globalAveragePool2d_1', 0, 0)).rejects.toThrow(
    'globalAveragePool2d_1 has no place in row 0 and column 0',
  )
})
