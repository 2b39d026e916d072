import { add, div, expandDims, mean, zerosLike } from '@tensorflow/tfjs-core'
import { globalAveragePool1d as kind } from '../../builder/layers/globalAveragePool1d'
import { defineComputation } from '../computation'

/** {@link kind} */
export const globalAveragePool1d = defineComputation(kind, {
  forward: (_options, [input]) => [mean(input, 1)],

  backward(_options, { inputs: [input], outputGradients: [gradient] }) {
    return [add(zerosLike(input), div(expandDims(gradient, 1), input.shape[1]!))]
  },
})
