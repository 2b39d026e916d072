import { add, getBackend, matMul, reshape, type Tensor, transpose } from '@tensorflow/tfjs-core'
import { dense as kind } from '../../builder/layers/dense'
import { defineComputation } from '../computation'

/** {@link kind} */
export const dense = defineComputation(kind, {
  forward(_options, [input], { kernel, bias }) {
    const output = overLastAxis(input, kernel.shape[1]!, rows => matMul(rows, kernel))
    return [bias ? add(output, bias) : output]
  },

  backward: (_options, { outputGradients: [gradient], weights: { kernel } }) => [
    overLastAxis(gradient, kernel.shape[0], rows => timesTransposed(rows, kernel)),
  ],
})

function overLastAxis(input: Tensor, units: number, multiply: (rows: Tensor) => Tensor): Tensor {
  if (input.rank === 2) return multiply(input)
  const rows = reshape(input, [-1, input.shape.at(-1)!])
  return reshape(multiply(rows), [...input.shape.slice(0, -1), units])
}

/** Below this, turning a product takes longer than is won by it. */
const SMALL_KERNEL = 2 ** 16

/** WASM's fast product takes no transposed factor, and its other one up to six times as long: there the product is turned. */
function timesTransposed(rows: Tensor, kernel: Tensor): Tensor {
  if (getBackend() === 'wasm' && kernel.size > SMALL_KERNEL) return transpose(matMul(kernel, transpose(rows)))
  return matMul(rows, kernel, false, true)
}
