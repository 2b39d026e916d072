import { add, mul } from '@tensorflow/tfjs-core'
import { rescaling as kind } from '../../builder/layers/rescaling'
import { defineComputation } from '../computation'

/** {@link kind} */
export const rescaling = defineComputation(kind, {
  forward: ({ scale, offset }, [input]) => [add(mul(input, scale), offset)],
  backward: ({ scale }, { outputGradients: [gradient] }) => [mul(gradient, scale)],
})
