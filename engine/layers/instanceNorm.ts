import { instanceNorm as kind } from '../../builder/layers/instanceNorm'
import { defineComputation } from '../computation'
import { affine, affineGradient } from './affine'
import { standardize, standardizeGradient } from './standardize'

/** {@link kind} */
export const instanceNorm = defineComputation(kind, {
  forward: ({ epsilon }, [input], weights) => [affine(standardize(input, [1, 2], epsilon).standard, weights)],

  backward: ({ epsilon }, { inputs: [input], outputGradients: [gradient], weights }) => [
    standardizeGradient(affineGradient(gradient, weights), input, [1, 2], epsilon),
  ],
})
