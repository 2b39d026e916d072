import { add, div, mean, reshape, zerosLike } from '@tensorflow/tfjs-core'
import { globalAveragePool2d as kind } from '../../builder/layers/globalAveragePool2d'
import { defineComputation } from '../computation'

/** {@link kind} */
export const globalAveragePool2d = defineComputation(kind, {
  forward: ({ keepDims }, [input]) => [mean(input, [1, 2], keepDims)],

  backward(_options, { inputs: [input], outputGradients: [gradient] }) {
    const [images, height, width, channels] = input.shape
    const share = div(reshape(gradient, [images, 1, 1, channels!]), height! * width!)
    return [add(zerosLike(input), share)]
  },
})
