import { pad, slice } from '@tensorflow/tfjs-core'
import { zeroPad2d as kind } from '../../builder/layers/zeroPad2d'
import { defineComputation } from '../computation'

/** {@link kind} */
export const zeroPad2d = defineComputation(kind, {
  forward: ({ padding: { top, bottom, left, right } }, [input]) => [
    pad(input, [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ]),
  ],
  backward: ({ padding: { top, left } }, { inputs: [input], outputGradients: [gradient] }) => [
    slice(gradient, [0, top, left, 0], input.shape),
  ],
})
