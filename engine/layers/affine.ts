import { add, mul, type Tensor } from '@tensorflow/tfjs-core'
import type { Weights } from '../computation'

/** A normalisation's learned scale and offset per channel, where it has them. */
export function affine(standard: Tensor, { gamma, beta }: Weights): Tensor {
  const scaled = gamma ? mul(standard, gamma) : standard
  return beta ? add(scaled, beta) : scaled
}

/** The gradient of {@link affine} with respect to the normalised values. */
export function affineGradient(gradient: Tensor, { gamma }: Weights): Tensor {
  return gamma ? mul(gradient, gamma) : gradient
}
