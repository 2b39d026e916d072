import type { Tensor } from '../tensor'

/**
 * Squeeze-and-excite: the mean of every channel, through two dense layers, becomes a weight for the channel. Every output
 * so depends on the whole image.
 *
 * Input   [height, width, channels]
 * Output  the same shape
 * Params  2 · channels · units, and channels + units biases; units = channels / reduction unless given
 * Source  Hu, Shen, Sun 2018, Squeeze-and-Excitation Networks, §3, https://arxiv.org/abs/1709.01507
 */
export function squeezeExcite(x: Tensor, options: SqueezeExciteOptions = {}): Tensor {
  const { reduction = 16, units = Math.floor(x.channels / reduction), gate = 'sigmoid' } = options
  const weights = x.globalAveragePool2d().dense(units).relu().dense(x.channels)
  const gated = gate === 'sigmoid' ? weights.sigmoid() : weights.hardSigmoid()
  return x.multiply(gated.reshape([1, 1, x.channels]))
}

export interface SqueezeExciteOptions {
  /** How many channels share one unit of the first dense layer. */
  reduction?: number
  /** Units of the first dense layer. */
  units?: number
  /** What brings the weights between 0 and 1; MobileNetV3 takes the cheaper hard sigmoid. */
  gate?: 'sigmoid' | 'hardSigmoid'
}
