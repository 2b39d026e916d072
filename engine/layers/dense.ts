import { add, matMul, reshape, type Tensor } from '@tensorflow/tfjs-core'
import { dense as kind } from '../../builder/layers/dense'
import { defineComputation } from '../computation'

/** {@link kind} */
export const dense = defineComputation(kind, {
  forward(_options, [input], { kernel, bias }) {
    const output = overLastAxis(input, kernel, false)
    return [bias ? add(output, bias) : output]
  },

  backward: (_options, { outputGradients: [gradient], weights: { kernel } }) => [overLastAxis(gradient, kernel, true)],
})

function overLastAxis(input: Tensor, kernel: Tensor, transposed: boolean): Tensor {
  const [inputs, units] = transposed ? [kernel.shape[1]!, kernel.shape[0]] : [kernel.shape[0], kernel.shape[1]!]
  const rows = reshape(input, [-1, inputs])
  return reshape(matMul(rows, kernel, false, transposed), [...input.shape.slice(0, -1), units])
}
