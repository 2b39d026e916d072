import { div, oneHot, reshape, softmax, sub, type Tensor, tensor1d } from '@tensorflow/tfjs-core'

/** Mean cross-entropy of the classes along the last axis, from their logits, and its gradient there. */
export function softmaxLoss(logits: Tensor, truth: readonly number[]): { loss: number; gradient: Tensor } {
  const classes = logits.shape[logits.rank - 1]
  const probabilities = softmax(logits)
  const numbers = probabilities.dataSync()
  const loss = truth.reduce((sum, right, i) => sum - Math.log(numbers[i * classes + right] + 1e-12), 0)
  const right = reshape(oneHot(tensor1d([...truth], 'int32'), classes), logits.shape)
  return { loss: loss / truth.length, gradient: div(sub(probabilities, right), truth.length) }
}
