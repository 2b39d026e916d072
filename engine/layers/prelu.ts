import { add, minimum, mul, relu, step, sub } from '@tensorflow/tfjs-core'
import { prelu as kind } from '../../builder/layers/prelu'
import { defineComputation } from '../computation'

/** {@link kind} */
export const prelu = defineComputation(kind, {
  forward: (_options, [input], { alpha }) => [add(relu(input), mul(minimum(input, 0), alpha))],

  backward(_options, { inputs: [input], outputGradients: [gradient], weights: { alpha } }) {
    const positive = step(input)
    return [mul(gradient, add(positive, mul(sub(1, positive), alpha)))]
  },
})
