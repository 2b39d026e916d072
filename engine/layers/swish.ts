import { add, mul, sigmoid, sub } from '@tensorflow/tfjs-core'
import { swish as kind } from '../../builder/layers/swish'
import { defineComputation } from '../computation'

/** {@link kind} */
export const swish = defineComputation(kind, {
  forward: (_options, [input]) => [mul(input, sigmoid(input))],

  backward(_options, { inputs: [input], outputs: [output], outputGradients: [gradient] }) {
    const gate = sigmoid(input)
    return [mul(gradient, add(gate, mul(output, sub(1, gate))))]
  },
})
