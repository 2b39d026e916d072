import { add, type Dimension, formatDimension, multiply } from '../dimension'
import type { Initializer, Weight } from '../layerKind'
import { flagOr, numberOr, wordOr } from '../option'
import type { Shape } from '../shape'
import type { Window } from '../window'
import { ACTIVATIONS, initializerOf, initializerOr, regularizerOption } from './learned'
import { unknownWindow } from './unknownWindow'

/** The options of every recurrent layer but its size, with the defaults of TensorFlow.js. */
export const recurrentOptions = {
  activation: wordOr(ACTIVATIONS, 'tanh', 'What is applied to the state at every step.'),
  useBias: flagOr(true, 'Whether to add learned offsets.'),
  returnSequences: flagOr(false, 'Whether to give the output of every step, not the last one alone.'),
  returnState: flagOr(false, 'Whether to give the last state as further outputs.'),
  goBackwards: { ...flagOr(false, 'Whether the last element comes first.'), alternatives: () => [false] },
  dropout: numberOr(0, 'Share of the inputs dropped in training.'),
  recurrentDropout: numberOr(0, 'Share of the state dropped in training.'),
  kernelInitializer: initializerOr('glorotNormal', 'How the kernel starts.'),
  recurrentInitializer: initializerOr('orthogonal', 'How the recurrent kernel starts.'),
  biasInitializer: initializerOr('zeros', 'How the offsets start.'),
  kernelRegularizer: regularizerOption,
  recurrentRegularizer: regularizerOption,
}

/** What decides when a step lets through what it knows, in layers with gates. */
export const recurrentActivationOption = wordOr(ACTIVATIONS, 'hardSigmoid', 'What is applied to the gates.')

interface Given {
  readonly units: Dimension
  readonly useBias: boolean
  readonly returnSequences: boolean
  readonly returnState: boolean
  readonly kernelInitializer: Initializer | 'unknown'
  readonly recurrentInitializer: Initializer | 'unknown'
  readonly biasInitializer: Initializer | 'unknown'
}

/** The output, then the states where they are wanted. */
export function recurrentShapes(options: Given, length: Dimension, states: number): readonly Shape[] {
  const { units, returnSequences, returnState } = options
  const last = Array.from({ length: returnState ? states : 0 }, () => [units])
  return [returnSequences ? [length, units] : [units], ...last]
}

/** The weights of `gates` kernels beside each other, as TensorFlow.js keeps them; `offsets` is the shape of the bias. */
export function recurrentWeights(
  options: Given,
  channels: Dimension,
  gates: number,
  offsets: Shape = [multiply(gates, options.units)],
): readonly Weight[] {
  const { units, useBias } = options
  const start = {
    kernel: initializerOf(options.kernelInitializer, 'glorotNormal'),
    recurrent: initializerOf(options.recurrentInitializer, 'orthogonal'),
    bias: initializerOf(options.biasInitializer, 'zeros'),
  }
  const all = multiply(gates, units)
  return [
    { name: 'kernel', shape: [channels, all], trainable: true, initializer: start.kernel },
    { name: 'recurrentKernel', shape: [units, all], trainable: true, initializer: start.recurrent },
    ...(useBias ? [{ name: 'bias', shape: offsets, trainable: true, initializer: start.bias }] : []),
  ]
}

/** `4·(3 + 8 + 1)·8` */
export function recurrentFormula({ units, useBias }: Given, channels: Dimension, gates: number, offsets = 1): string {
  const size = formatDimension(units)
  const each = `(${formatDimension(channels)} + ${size}${useBias ? ` + ${offsets}` : ''})·${size}`
  return gates === 1 ? each : `${gates}·${each}`
}

/** Every weight of kernel and recurrent kernel is used once a step. */
export function recurrentMacs({ units }: Given, [length, channels]: Shape, gates: number): Dimension {
  return multiply(length, gates, add(channels, units), units)
}

export function recurrentWindow({ returnSequences }: Given): Window {
  return returnSequences ? unknownWindow('an element of the output sees all before it') : 'global'
}
