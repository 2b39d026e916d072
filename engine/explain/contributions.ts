import { dispose, mul, reshape, sum, tidy } from '@tensorflow/tfjs-core'
import type { Contributions } from '../requests'
import { mapSize } from './activationMaps'
import type { Question } from './explanation'
import { gradientsAt } from './gradientsAt'

/**
 * How much does each channel of a layer speak for the target? Its gradient times its activation, summed over all places: by how
 * much the target's number would fall, to first order, were the channel zero.
 *
 * Needs   a layer before the target; a gradient
 * Output  a number a channel, negative where it speaks against the target. In a network of rectifiers without biases behind
 *         the layer they sum up to the target's number.
 * Cost    one forward pass, and one backward pass down to the layer
 * Source  Molchanov et al. 2017, Pruning Convolutional Neural Networks for Resource Efficient Inference, equation 7 without the
 *         absolute value, https://arxiv.org/abs/1611.06440
 */
export async function contributions(
  question: Pick<Question, 'network' | 'inputName' | 'input' | 'others' | 'score' | 'signal'>,
  layer: string,
): Promise<Omit<Contributions, 'trained'>> {
  const { activation, gradient } = await gradientsAt(question, layer)
  const { channels } = mapSize(activation.shape.slice(1))
  const summed = tidy(() => sum(reshape(mul(activation, gradient), [-1, channels]), 0))
  dispose([activation, gradient])
  try {
    return { layer, label: question.score.label, channels: (await summed.data()) as Float32Array<ArrayBuffer> }
  } finally {
    summed.dispose()
  }
}
