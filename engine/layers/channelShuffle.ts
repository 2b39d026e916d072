import { reshape, type Tensor, transpose } from '@tensorflow/tfjs-core'
import { channelShuffle as kind } from '../../builder/layers/channelShuffle'
import { defineComputation } from '../computation'

/** {@link kind} */
export const channelShuffle = defineComputation(kind, {
  forward: ({ groups }, [input]) => [deal(input, groups)],
  // Dealing the same cards into as many hands as a hand had brings them back.
  backward: ({ groups }, { outputGradients: [gradient] }) => [deal(gradient, gradient.shape[3]! / groups)],
})

function deal(map: Tensor, groups: number): Tensor {
  const hands = reshape(map, [-1, groups, map.shape[3]! / groups])
  return reshape(transpose(hands, [0, 2, 1]), map.shape)
}
