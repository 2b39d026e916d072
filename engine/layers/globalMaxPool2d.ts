import { cast, div, equal, max, mul, reshape, sum } from '@tensorflow/tfjs-core'
import { globalMaxPool2d as kind } from '../../builder/layers/globalMaxPool2d'
import { defineComputation } from '../computation'

/** {@link kind}; equal maxima share the gradient. */
export const globalMaxPool2d = defineComputation(kind, {
  forward: ({ keepDims }, [input]) => [max(input, [1, 2], keepDims)],

  backward(_options, { inputs: [input], outputs: [output], outputGradients: [gradient] }) {
    const shape = [input.shape[0], 1, 1, input.shape[3]!]
    const hits = cast(equal(input, reshape(output, shape)), 'float32')
    return [mul(hits, div(reshape(gradient, shape), sum(hits, [1, 2], true)))]
  },
})
