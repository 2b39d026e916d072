import type { Tensor4D } from '@tensorflow/tfjs-core'
import { depthwiseConv2d as kind } from '../../builder/layers/depthwiseConv2d'
import { defineComputation } from '../computation'
import { convolveDepthwise, convolveDepthwiseTransposed } from './convolution'
import { mapSize, place } from './placement'

/** {@link kind} */
export const depthwiseConv2d = defineComputation(kind, {
  forward(options, [input], { depthwiseKernel, bias }) {
    const placement = place(options, mapSize(input))
    return [convolveDepthwise(input as Tensor4D, depthwiseKernel as Tensor4D, placement, bias)]
  },

  backward(options, { inputs: [input], outputGradients: [gradient], weights: { depthwiseKernel } }) {
    const placement = place(options, mapSize(input))
    return [convolveDepthwiseTransposed(gradient as Tensor4D, depthwiseKernel as Tensor4D, placement)]
  },
})
