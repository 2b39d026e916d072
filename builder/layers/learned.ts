import type { Initializer } from '../layerKind'
import { INVALID, type Option, wordOr } from '../option'

/** Activations that a layer may apply itself, as in Keras. Each but `linear` is the name of a layer kind. */
export const ACTIVATIONS = [
  'linear',
  'elu',
  'gelu',
  'hardSigmoid',
  'hardSwish',
  'logSoftmax',
  'mish',
  'relu',
  'relu6',
  'selu',
  'sigmoid',
  'softmax',
  'softplus',
  'softsign',
  'swish',
  'tanh',
] as const

/** How the weights of a layer may start. */
export const INITIALIZERS = [
  'glorotNormal',
  'glorotUniform',
  'heNormal',
  'heUniform',
  'identity',
  'leCunNormal',
  'leCunUniform',
  'ones',
  'orthogonal',
  'randomNormal',
  'randomUniform',
  'truncatedNormal',
  'zeros',
] as const

export const activationOption = wordOr(ACTIVATIONS, 'linear', 'What is applied to every output.')

export const regularizerOption = wordOr(
  ['none', 'l1', 'l2', 'l1l2'],
  'none',
  'Which norm of the kernel training adds to the loss.',
)

type InitializerInput = (typeof INITIALIZERS)[number] | number

/** How weights start: a word, or a number for weights that all start from it. */
export function initializerOr(
  defaultInput: InitializerInput,
  documentation: string,
): Option<InitializerInput, Initializer | 'unknown', false> {
  const word = wordOr(INITIALIZERS, 'zeros', documentation)
  return {
    ...word,
    type: `${word.type}, or a number`,
    defaultInput,
    parse: input => {
      if (typeof input !== 'number') return word.parse(input)
      return Number.isFinite(input) ? { constant: input } : INVALID
    },
  }
}

/** The options of every layer with a kernel and a bias that decide neither its shape nor its costs. */
export const learnedOptions = {
  activation: activationOption,
  kernelInitializer: initializerOr('glorotUniform', 'How the kernel starts.'),
  biasInitializer: initializerOr('zeros', 'How the offsets start.'),
  kernelRegularizer: regularizerOption,
}

/** How weights start when the program does not tell: as the layer's default has it. */
export function initializerOf(chosen: Initializer | 'unknown', usual: Initializer): Initializer {
  return chosen === 'unknown' ? usual : chosen
}
