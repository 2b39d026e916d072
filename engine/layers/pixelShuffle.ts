import { reshape, transpose } from '@tensorflow/tfjs-core'
import { pixelShuffle as kind } from '../../builder/layers/pixelShuffle'
import { defineComputation } from '../computation'

/** {@link kind} */
export const pixelShuffle = defineComputation(kind, {
  forward({ blockSize }, [input]) {
    const [images, height, width, channels] = input.shape as [number, number, number, number]
    const line = transpose(reshape(input, [images * height, width, blockSize, channels / blockSize]), [0, 2, 1, 3])
    return [reshape(line, [images, height * blockSize, width * blockSize, channels / blockSize ** 2])]
  },

  backward({ blockSize }, { inputs: [input], outputGradients: [gradient] }) {
    const [images, height, width, channels] = input.shape as [number, number, number, number]
    const lines = reshape(gradient, [images * height, blockSize, width, channels / blockSize])
    return [reshape(transpose(lines, [0, 2, 1, 3]), input.shape)]
  },
})
