import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core'
import type { Question } from './explanation'

/** The inputs of a network, parted into the one that is explained and the others. */
export function explained(
  inputs: Readonly<Record<string, Tensor>>,
  inputName: string,
): Pick<Question, 'inputName' | 'input' | 'others'> {
  const { [inputName]: input, ...others } = inputs
  return { inputName, input: input as Tensor4D, others }
}
