import { mul } from '@tensorflow/tfjs-core'
import { scaleBy as kind } from '../../builder/layers/scaleBy'
import { defineComputation } from '../computation'

/** {@link kind} */
export const scaleBy = defineComputation(kind, {
  forward: ({ factor }, [input]) => [mul(input, factor)],
  backward: ({ factor }, { outputGradients: [gradient] }) => [mul(gradient, factor)],
})
