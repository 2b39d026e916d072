import { add, mean, mul, rsqrt, square, sub, type Tensor } from '@tensorflow/tfjs-core'

/** Values brought to mean 0 and variance 1 over the given axes, and what they were multiplied by for it. */
export function standardize(values: Tensor, axes: number[], epsilon: number): { standard: Tensor; inverse: Tensor } {
  const centred = sub(values, mean(values, axes, true))
  const inverse = rsqrt(add(mean(square(centred), axes, true), epsilon))
  return { standard: mul(centred, inverse), inverse }
}

/**
 * The gradient of {@link standardize} with respect to the values.
 *
 * Source  Ioffe and Szegedy 2015, Batch Normalization, §3, https://arxiv.org/abs/1502.03167
 */
export function standardizeGradient(gradient: Tensor, values: Tensor, axes: number[], epsilon: number): Tensor {
  const { standard, inverse } = standardize(values, axes, epsilon)
  const along = mul(standard, mean(mul(gradient, standard), axes, true))
  return mul(inverse, sub(sub(gradient, mean(gradient, axes, true)), along))
}
