import { pad, slice } from '@tensorflow/tfjs-core'
import { cropping2d as kind } from '../../builder/layers/cropping2d'
import { defineComputation } from '../computation'

/** {@link kind} */
export const cropping2d = defineComputation(kind, {
  forward({ cropping: { top, bottom, left, right } }, [input]) {
    const [images, height, width, channels] = input.shape
    return [slice(input, [0, top, left, 0], [images, height! - top - bottom, width! - left - right, channels!])]
  },

  backward: ({ cropping: { top, bottom, left, right } }, { outputGradients: [gradient] }) => [
    pad(gradient, [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ]),
  ],
})
