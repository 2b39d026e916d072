import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'

export interface LeNet5Options {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
}

/**
 * LeNet-5, LeCun et al. 1998, Gradient-Based Learning Applied to Document Recognition, §II.B and figure 2.
 *
 * New: convolutions, pooling and dense layers learned together, from pixels to digits. Here, as in most code since, the
 * second convolution reads all six maps (the paper leaves some out), pooling has no weights of its own, and a softmax
 * takes the place of the radial basis functions.
 */
export function leNet5({ input = [32, 32, 1], classes = 10 }: LeNet5Options = {}): Model {
  const start = image(...input)
  const features = start.conv2d(6, 5).tanh().avgPool2d(2).conv2d(16, 5).tanh().avgPool2d(2)
  const scores = features.flatten().dense(120).tanh().dense(84).tanh().dense(classes)
  return model('LeNet-5', start, scores.softmax(), { task: 'classification' })
}
