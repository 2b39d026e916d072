import { avgPool, div, ones, type Tensor, type Tensor4D, tensor4d } from '@tensorflow/tfjs-core'
import { avgPool2d as kind } from '../../builder/layers/avgPool2d'
import { defineComputation } from '../computation'
import { convolveDepthwise, convolveDepthwiseTransposed } from './convolution'
import { mapSize, type Placement, place } from './placement'

/** {@link kind} */
export const avgPool2d = defineComputation(kind, {
  forward({ poolSize, strides = poolSize, padding, ceilMode }, [input]) {
    const placement = place({ kernelSize: poolSize, strides, padding, ceilMode }, mapSize(input))
    if (Math.max(...placement.before, ...placement.after) <= 0) {
      return [avgPool(input as Tensor4D, [...poolSize], [...strides], 'valid')]
    }
    // Backends differ in what they divide by at explicit borders: windows are summed, and divided by what they hold.
    const sums = convolveDepthwise(input as Tensor4D, window(poolSize, input), placement)
    return [div(sums, counts(placement, poolSize))]
  },

  backward({ poolSize, strides = poolSize, padding, ceilMode }, { inputs: [input], outputGradients: [gradient] }) {
    const placement = place({ kernelSize: poolSize, strides, padding, ceilMode }, mapSize(input))
    const shares = div(gradient, counts(placement, poolSize)) as Tensor4D
    return [convolveDepthwiseTransposed(shares, window(poolSize, input), placement)]
  },
})

function window(poolSize: readonly [number, number], input: Tensor): Tensor4D {
  return ones([...poolSize, input.shape[3]!, 1])
}

/** How many elements of the input each window holds, [1, height, width, 1]. */
function counts({ input, output, strides, before }: Placement, poolSize: readonly [number, number]): Tensor4D {
  const along = (axis: 0 | 1) =>
    Array.from({ length: output[axis] }, (_, i) => {
      const start = i * strides[axis] - before[axis]
      return Math.min(start + poolSize[axis], input[axis]) - Math.max(start, 0)
    })
  const [rows, columns] = [along(0), along(1)]
  return tensor4d(
    rows.flatMap(row => columns.map(column => row * column)),
    [1, ...output, 1],
  )
}
