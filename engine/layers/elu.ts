import { add, elu as bend, exp, minimum, mul, relu, step, sub } from '@tensorflow/tfjs-core'
import { elu as kind } from '../../builder/layers/elu'
import { defineComputation } from '../computation'

/** {@link kind} */
export const elu = defineComputation(kind, {
  forward: ({ alpha }, [input]) => [add(relu(input), mul(bend(minimum(input, 0)), alpha))],

  backward({ alpha }, { inputs: [input], outputGradients: [gradient] }) {
    const positive = step(input)
    const slope = mul(mul(exp(minimum(input, 0)), alpha), sub(1, positive))
    return [mul(gradient, add(positive, slope))]
  },
})
