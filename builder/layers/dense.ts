import { formatDimension, multiply } from '../dimension'
import { defineLayer } from '../layerKind'
import { count, flagOr } from '../option'
import { initializerOf, learnedOptions } from './learned'

/**
 * Fully connected layer over the last axis, as in Keras: a vector in, a vector out; on a map it acts at every place.
 *
 * Input   [inputs], or [height, width, inputs]
 * Output  [units], or [height, width, units]
 * Params  (inputs + 1) · units, the 1 being the bias
 * MACs    inputs per output element; bias additions are not counted
 * Error   an input of one number, without any axis
 * Source  Rosenblatt 1958, The Perceptron
 */
export const dense = defineLayer({
  kind: 'dense',
  summary: 'Connects every input to every unit.',
  options: {
    units: count('Number of outputs.'),
    useBias: flagOr(true, 'Whether to add a learned offset per unit.'),
    ...learnedOptions,
  },
  positional: ['units'],

  infer: ({ units }, [input]) =>
    input.length === 0
      ? { rule: 'wrong-rank', message: 'the input has no axis to connect' }
      : [[...input.slice(0, -1), units]],

  weights({ units, useBias, kernelInitializer, biasInitializer }, [input]) {
    return [
      {
        name: 'kernel',
        shape: [input[input.length - 1], units],
        trainable: true,
        initializer: initializerOf(kernelInitializer, 'glorotUniform'),
      },
      ...(useBias
        ? [{ name: 'bias', shape: [units], trainable: true, initializer: initializerOf(biasInitializer, 'zeros') }]
        : []),
    ]
  },

  formula({ units, useBias }, [input]) {
    const inputs = formatDimension(input[input.length - 1])
    return `${useBias ? `(${inputs} + 1)` : inputs}·${formatDimension(units)}`
  },

  macs: (_options, [input], [output]) => multiply(input[input.length - 1], ...output),

  window: (_options, [input]) => (input.length === 1 ? 'global' : 'elementwise'),
})
