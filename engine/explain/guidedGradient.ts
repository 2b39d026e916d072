import { relu, type Tensor4D } from '@tensorflow/tfjs-core'
import type { BackwardRule } from '../network'
import type { Question } from './explanation'
import { inputGradient } from './inputGradient'
import { rectifiers } from './rectifiers'

/** What guided backpropagation passes back to the image. Whoever asked disposes of it. */
export function guidedGradient(question: Question): Promise<Tensor4D> {
  return inputGradient(question, guided)
}

/** Only what is positive passes back through a rectifier, and only where it passed forward. */
const guided: BackwardRule = (layer, trace, { backward }) =>
  rectifiers.has(layer.kind)
    ? backward(layer.options, { ...trace, outputGradients: trace.outputGradients.map(gradient => relu(gradient)) })
    : undefined
