import { add, elu, exp, minimum, mul, relu, step, sub } from '@tensorflow/tfjs-core'
import { selu as kind } from '../../builder/layers/selu'
import { defineComputation } from '../computation'

/** {@link kind} */
export const selu = defineComputation(kind, {
  forward: (_options, [input]) => [mul(add(relu(input), mul(elu(minimum(input, 0)), ALPHA)), SCALE)],

  backward(_options, { inputs: [input], outputGradients: [gradient] }) {
    const positive = step(input)
    const slope = mul(mul(exp(minimum(input, 0)), ALPHA), sub(1, positive))
    return [mul(gradient, mul(add(positive, slope), SCALE))]
  },
})

const ALPHA = 1.6732632423543772
const SCALE = 1.0507009873554805
