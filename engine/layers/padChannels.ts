import { pad, slice } from '@tensorflow/tfjs-core'
import { padChannels as kind } from '../../builder/layers/padChannels'
import { defineComputation } from '../computation'

/** {@link kind} */
export const padChannels = defineComputation(kind, {
  forward: ({ before, after }, [input]) => {
    const others = Array.from({ length: input.rank - 1 }, (): [number, number] => [0, 0])
    return [pad(input, [...others, [before, after]])]
  },
  backward: ({ before }, { inputs: [input], outputGradients: [gradient] }) => {
    const begin = input.shape.map((_, axis) => (axis === input.rank - 1 ? before : 0))
    return [slice(gradient, begin, input.shape)]
  },
})
