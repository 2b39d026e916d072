import { reshape, type Tensor, transpose } from '@tensorflow/tfjs-core'
import { spaceToDepth as kind } from '../../builder/layers/spaceToDepth'
import { defineComputation } from '../computation'

/** {@link kind} */
export const spaceToDepth = defineComputation(kind, {
  forward({ blockSize }, [input]) {
    const [images, height, width, channels] = input.shape as [number, number, number, number]
    const [rows, columns] = [height / blockSize, width / blockSize]
    const stacked = swap(input, [images * rows, blockSize, columns, blockSize * channels])
    return [reshape(stacked, [images, rows, columns, blockSize * blockSize * channels])]
  },

  backward({ blockSize }, { inputs: [input], outputGradients: [gradient] }) {
    const [images, rows, columns, channels] = gradient.shape as [number, number, number, number]
    return [reshape(swap(gradient, [images * rows, columns, blockSize, channels / blockSize]), input.shape)]
  },
})

function swap(map: Tensor, shape: [number, number, number, number]): Tensor {
  return transpose(reshape(map, shape), [0, 2, 1, 3])
}
