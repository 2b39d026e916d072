import { cast, max, mul, notEqual, type Tensor } from '@tensorflow/tfjs-core'
import { masking as kind } from '../../builder/layers/masking'
import { defineComputation } from '../computation'

/** {@link kind} */
export const masking = defineComputation(kind, {
  forward: ({ maskValue }, [input]) => [mul(input, kept(input, maskValue))],
  backward: ({ maskValue }, { inputs: [input], outputGradients: [gradient] }) => [
    mul(gradient, kept(input, maskValue)),
  ],
})

/** 1 where any channel has another value, 0 where all have the mask's. */
function kept(input: Tensor, maskValue: number): Tensor {
  return max(cast(notEqual(input, maskValue), 'float32'), -1, true)
}
