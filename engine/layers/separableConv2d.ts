import type { Tensor4D } from '@tensorflow/tfjs-core'
import { separableConv2d as kind } from '../../builder/layers/separableConv2d'
import { defineComputation } from '../computation'
import { convolve, convolveDepthwise, convolveDepthwiseTransposed, convolveTransposed } from './convolution'
import { mapSize, place } from './placement'

/** {@link kind} */
export const separableConv2d = defineComputation(kind, {
  forward(options, [input], { depthwiseKernel, pointwiseKernel, bias }) {
    const placement = place(options, mapSize(input))
    const between = convolveDepthwise(input as Tensor4D, depthwiseKernel as Tensor4D, placement)
    return [convolve(between, pointwiseKernel as Tensor4D, place(POINTWISE, placement.output), 1, bias)]
  },

  backward(options, { inputs: [input], outputGradients: [gradient], weights: { depthwiseKernel, pointwiseKernel } }) {
    const placement = place(options, mapSize(input))
    const pointwise = place(POINTWISE, placement.output)
    const between = convolveTransposed(gradient as Tensor4D, pointwiseKernel as Tensor4D, pointwise, 1)
    return [convolveDepthwiseTransposed(between, depthwiseKernel as Tensor4D, placement)]
  },
})

const POINTWISE = { kernelSize: [1, 1], strides: [1, 1], padding: 'valid' } as const
