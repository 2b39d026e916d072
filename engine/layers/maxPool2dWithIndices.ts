import { add, mul, type Tensor, tensor4d } from '@tensorflow/tfjs-core'
import { maxPool2dWithIndices as kind } from '../../builder/layers/maxPool2dWithIndices'
import { defineComputation } from '../computation'
import { maxPool2d } from './maxPool2d'
import { mapSize, place } from './placement'
import { maximumTaps, windowMaxima } from './windowMaxima'

/** {@link kind}; of several equal maxima, the first one counts. The indices are whole float32, exact below 2²⁴. */
export const maxPool2dWithIndices = defineComputation(kind, {
  forward({ poolSize, strides = poolSize, padding, ceilMode }, [input]) {
    const placement = place({ kernelSize: poolSize, strides, padding, ceilMode }, mapSize(input))
    const maxima = windowMaxima(input, poolSize, placement)
    const channels = input.shape[3]!
    const [, width] = placement.input
    const { before } = placement
    // The index of a tap is a sum over its row, column and channel: where its window starts, and how far in it lies.
    const [rows, columns] = ([0, 1] as const).map(axis =>
      Array.from({ length: placement.output[axis] }, (_, i) => i * strides[axis] - before[axis]),
    )
    const starts = [
      tensor4d(
        rows.map(row => row * width * channels),
        [1, rows.length, 1, 1],
      ),
      tensor4d(
        columns.map(column => column * channels),
        [1, 1, columns.length, 1],
      ),
      tensor4d([...Array(channels).keys()], [1, 1, 1, channels]),
    ].reduce<Tensor>((sum, part) => add(sum, part), tensor4d([0], [1, 1, 1, 1]))
    let within: Tensor | undefined
    for (const { row, column, hit } of maximumTaps(input, maxima, poolSize, placement)) {
      const part = mul(hit, (row * width + column) * channels)
      within = within ? add(within, part) : part
    }
    return [maxima, add(within!, starts)]
  },

  /** Places have no gradient: that of the maxima is all. */
  backward: (options, trace) => maxPool2d.backward(options, trace),
})
