import { cast, div, equal, expandDims, max, mul, sum } from '@tensorflow/tfjs-core'
import { globalMaxPool1d as kind } from '../../builder/layers/globalMaxPool1d'
import { defineComputation } from '../computation'

/** {@link kind}; equal maxima share the gradient. */
export const globalMaxPool1d = defineComputation(kind, {
  forward: (_options, [input]) => [max(input, 1)],

  backward(_options, { inputs: [input], outputs: [output], outputGradients: [gradient] }) {
    const hits = cast(equal(input, expandDims(output, 1)), 'float32')
    return [mul(hits, div(expandDims(gradient, 1), sum(hits, 1, true)))]
  },
})
