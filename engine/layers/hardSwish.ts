import { abs, add, cast, div, less, mul, relu6 } from '@tensorflow/tfjs-core'
import { hardSwish as kind } from '../../builder/layers/hardSwish'
import { defineComputation } from '../computation'

/** {@link kind}; the gate's gradient at exactly −3 and 3 is 0. */
export const hardSwish = defineComputation(kind, {
  forward: (_options, [input]) => [mul(input, div(relu6(add(input, 3)), 6))],

  backward(_options, { inputs: [input], outputGradients: [gradient] }) {
    const gate = div(relu6(add(input, 3)), 6)
    const slope = div(cast(less(abs(input), 3), 'float32'), 6)
    return [mul(gradient, add(gate, mul(input, slope)))]
  },
})
