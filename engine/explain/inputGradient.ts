import { dispose, type Tensor4D } from '@tensorflow/tfjs-core'
import type { BackwardRule } from '../network'
import type { Question } from './explanation'
import { gradientsAt } from './gradientsAt'

/**
 * The gradient of the target with respect to the image, [1, height, width, channels], or what a rule makes of it. Whoever
 * asked disposes of it.
 */
export async function inputGradient(question: Question, rule?: BackwardRule): Promise<Tensor4D> {
  const { activation, gradient } = await gradientsAt(question, question.inputName, rule)
  dispose(activation)
  return gradient as Tensor4D
}
