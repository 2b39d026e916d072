import { cast, gather, matMul, oneHot, reshape, tensor1d } from '@tensorflow/tfjs-core'
import { gatherChannels as kind } from '../../builder/layers/gatherChannels'
import { defineComputation } from '../computation'

/** {@link kind} */
export const gatherChannels = defineComputation(kind, {
  forward: ({ indices }, [input]) => [gather(input, tensor1d([...indices], 'int32'), input.rank - 1)],

  /** A channel that was picked several times has the sum of the gradients. */
  backward({ indices }, { inputs: [input], outputGradients: [gradient] }) {
    const channels = input.shape[input.rank - 1]
    const picked = cast(oneHot(tensor1d([...indices], 'int32'), channels), 'float32')
    return [reshape(matMul(reshape(gradient, [-1, indices.length]), picked), input.shape)]
  },
})
