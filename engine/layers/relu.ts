import { mul, relu as rectify, step } from '@tensorflow/tfjs-core'
import { relu as kind } from '../../builder/layers/relu'
import { defineComputation } from '../computation'

/** {@link kind}; the gradient at exactly 0 is 0. */
export const relu = defineComputation(kind, {
  forward: (_options, [input]) => [rectify(input)],
  // Comparing takes ten times as long on WASM as this.
  backward: (_options, { inputs: [input], outputGradients: [gradient] }) => [mul(gradient, step(input))],
})
