import { add, erf, exp, mul, square, sub, type Tensor, tanh } from '@tensorflow/tfjs-core'
import { gelu as kind } from '../../builder/layers/gelu'
import { defineComputation } from '../computation'

/** {@link kind} */
export const gelu = defineComputation(kind, {
  forward: ({ approximate }, [input]) => [mul(input, approximate ? likelihood(input) : normal(input))],

  backward({ approximate }, { inputs: [input], outputGradients: [gradient] }) {
    if (!approximate) {
      const density = mul(exp(mul(square(input), -0.5)), 1 / Math.sqrt(2 * Math.PI))
      return [mul(gradient, add(normal(input), mul(input, density)))]
    }
    const below = likelihood(input)
    const inner = mul(add(mul(square(input), 3 * CUBIC), 1), 2 * SCALE)
    return [mul(gradient, mul(below, add(1, mul(mul(input, sub(1, below)), inner))))]
  },
})

/** The normal distribution function. */
function normal(input: Tensor): Tensor {
  return mul(add(erf(mul(input, Math.SQRT1_2)), 1), 0.5)
}

/** Its approximation with a hyperbolic tangent: ½ + ½ tanh(√(2/π) (x + 0.044715 x³)). */
function likelihood(input: Tensor): Tensor {
  const inner = mul(input, add(mul(square(input), CUBIC), 1))
  return mul(add(tanh(mul(inner, SCALE)), 1), 0.5)
}

const SCALE = Math.sqrt(2 / Math.PI)
const CUBIC = 0.044715
