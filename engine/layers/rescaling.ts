import { add, mul, type TensorLike } from '@tensorflow/tfjs-core'
import type { ChannelNumbers } from '../../builder/layers/channelNumbers'
import { rescaling as kind } from '../../builder/layers/rescaling'
import { defineComputation } from '../computation'

/** {@link kind} */
export const rescaling = defineComputation(kind, {
  forward: ({ scale, offset }, [input]) => [add(mul(input, numbers(scale)), numbers(offset))],
  backward: ({ scale }, { outputGradients: [gradient] }) => [mul(gradient, numbers(scale))],
})

/** One for each channel, the last axis, or one for all. */
function numbers(given: ChannelNumbers): TensorLike {
  return typeof given === 'number' ? given : [...given]
}
