import { slice as cut, pad } from '@tensorflow/tfjs-core'
import { slice as kind } from '../../builder/layers/slice'
import { defineComputation } from '../computation'

/** {@link kind} */
export const slice = defineComputation(kind, {
  forward: ({ begin, size }, [input]) => [cut(input, [0, ...begin], [-1, ...size])],

  backward({ begin }, { inputs: [input], outputGradients: [gradient] }) {
    const around = [0, ...begin].map((before, axis): [number, number] => [
      before,
      input.shape[axis] - before - gradient.shape[axis],
    ])
    return [pad(gradient, around)]
  },
})
