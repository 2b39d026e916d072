import { abs, add, exp, log, mul, neg, relu, sigmoid, square, sub, type Tensor, tanh } from '@tensorflow/tfjs-core'
import { mish as kind } from '../../builder/layers/mish'
import { defineComputation } from '../computation'

/** {@link kind} */
export const mish = defineComputation(kind, {
  forward: (_options, [input]) => [mul(input, gate(input))],

  backward(_options, { inputs: [input], outputGradients: [gradient] }) {
    const opened = gate(input)
    const slope = mul(mul(input, sub(1, square(opened))), sigmoid(input))
    return [mul(gradient, add(opened, slope))]
  },
})

/** tanh(ln(1 + exp x)), without exp x, which overflows. */
function gate(input: Tensor): Tensor {
  return tanh(add(relu(input), log(add(exp(neg(abs(input))), 1))))
}
