import { mul, relu6 as rectify, step, sub } from '@tensorflow/tfjs-core'
import { relu6 as kind } from '../../builder/layers/relu6'
import { defineComputation } from '../computation'

/** {@link kind}; the gradient at exactly 0 and 6 is 0. */
export const relu6 = defineComputation(kind, {
  forward: (_options, [input]) => [rectify(input)],
  // An output between the bounds makes a product above 0; comparing with each takes ten times as long on WASM.
  backward: (_options, { outputs: [output], outputGradients: [gradient] }) => [
    mul(gradient, step(mul(output, sub(6, output)))),
  ],
})
