import { add, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core'
import { conv2dTranspose as kind } from '../../builder/layers/conv2dTranspose'
import type { OptionValues } from '../../builder/option'
import { defineComputation, type Known } from '../computation'
import { convolve, convolveTransposed } from './convolution'
import { type Placement, place } from './placement'

/** {@link kind}. It is the gradient of a convolution, and its gradient is that convolution. */
export const conv2dTranspose = defineComputation(kind, {
  forward(options, [input], { kernel, bias }) {
    const map = convolveTransposed(input as Tensor4D, kernel as Tensor4D, placeTransposed(options, input), 1)
    return [bias ? add(map, bias) : map]
  },

  backward: (options, { inputs: [input], outputGradients: [gradient], weights: { kernel } }) => [
    convolve(gradient as Tensor4D, kernel as Tensor4D, placeTransposed(options, input), 1),
  ],
})

type Options = Known<OptionValues<typeof kind.options>>

/** The convolution that leads from this layer's output back to its input. */
function placeTransposed(options: Options, input: Tensor): Placement {
  const [outputShape] = kind.infer(options as OptionValues<typeof kind.options>, [input.shape.slice(1)]) as number[][]
  return place(options, [outputShape[0], outputShape[1]])
}
