import { mul } from '@tensorflow/tfjs-core'
import { layerScale as kind } from '../../builder/layers/layerScale'
import { defineComputation } from '../computation'

/** {@link kind} */
export const layerScale = defineComputation(kind, {
  forward: (_options, [input], { gamma }) => [mul(input, gamma)],
  backward: (_options, { outputGradients: [gradient], weights: { gamma } }) => [mul(gradient, gamma)],
})
