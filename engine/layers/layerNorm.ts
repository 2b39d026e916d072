import { layerNorm as kind } from '../../builder/layers/layerNorm'
import { defineComputation } from '../computation'
import { affine, affineGradient } from './affine'
import { standardize, standardizeGradient } from './standardize'

/** {@link kind} */
export const layerNorm = defineComputation(kind, {
  forward: ({ epsilon }, [input], weights) => [affine(standardize(input, [input.rank - 1], epsilon).standard, weights)],

  backward: ({ epsilon }, { inputs: [input], outputGradients: [gradient], weights }) => [
    standardizeGradient(affineGradient(gradient, weights), input, [input.rank - 1], epsilon),
  ],
})
