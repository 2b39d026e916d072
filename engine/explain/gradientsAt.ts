import { dispose, type Tensor } from '@tensorflow/tfjs-core'
import type { BackwardRule } from '../network'
import type { Question } from './explanation'
import { withInputs } from './withInputs'

/**
 * One forward and one backward pass: what a layer gives, and the gradient of the target's numbers with respect to it. Whoever
 * asked disposes of both.
 */
export async function gradientsAt(
  question: Omit<Question, 'layer' | 'options' | 'progress'>,
  layer: string,
  rule?: BackwardRule,
): Promise<{ readonly activation: Tensor; readonly gradient: Tensor }> {
  const { network, input, score, signal, observe } = question
  const seed = (output: Tensor) => {
    observe?.(input, score.edge, output)
    return score.seed(output)
  }
  const found = await withInputs(question, input, given =>
    network.gradients(given, score.edge, seed, new Set([layer]), signal, rule),
  )
  const [activation, ...others] = found.activations.get(layer)!
  const [gradient, ...otherGradients] = found.gradients.get(layer)!
  dispose([...others, ...otherGradients])
  return { activation, gradient }
}
