import { expandDims, sum, tile } from '@tensorflow/tfjs-core'
import { repeatVector as kind } from '../../builder/layers/repeatVector'
import { defineComputation } from '../computation'

/** {@link kind} */
export const repeatVector = defineComputation(kind, {
  forward: ({ n }, [input]) => [tile(expandDims(input, 1), [1, n, 1])],
  backward: (_options, { outputGradients: [gradient] }) => [sum(gradient, 1)],
})
