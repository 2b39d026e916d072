import type { Tensor4D } from '@tensorflow/tfjs-core'
import { conv2d as kind } from '../../builder/layers/conv2d'
import { defineComputation } from '../computation'
import { convolve, convolveTransposed } from './convolution'
import { mapSize, place } from './placement'

/** {@link kind} */
export const conv2d = defineComputation(kind, {
  forward(options, [input], { kernel, bias }) {
    const placement = place(options, mapSize(input))
    return [convolve(input as Tensor4D, kernel as Tensor4D, placement, options.groups, bias)]
  },

  backward(options, { inputs: [input], outputGradients: [gradient], weights: { kernel } }) {
    const placement = place(options, mapSize(input))
    return [convolveTransposed(gradient as Tensor4D, kernel as Tensor4D, placement, options.groups)]
  },
})
