import { formatDimension, mayEqual, multiply } from '../dimension'
import { defineLayer } from '../layerKind'
import { flagOr, INVALID, type Option } from '../option'
import type { Problem } from '../problem'
import type { Shape } from '../shape'
import { axisIndex } from './axes'
import { wrongRank } from './ranks'
import { expectTensors } from './tensors'
import { unknownWindow } from './unknownWindow'

/**
 * Dot product of two tensors along one axis of each, as in Keras; every pair of the other elements gives one number.
 *
 * Input   two, each [units] or [length, channels]
 * Output  the other axes of the first, then those of the second; [1] where there are none
 * Params  none
 * MACs    size of the common axis per output element
 * Error   not two tensors; of another rank; an axis that is not there; sizes along the axes differ
 * Source  Keras, Dot layer, https://keras.io/api/layers/merging_layers/dot
 */
export const dot = defineLayer({
  kind: 'dot',
  summary: 'Multiplies two tensors along an axis and sums.',
  options: {
    axes: axes(),
    normalize: flagOr(false, 'Whether to divide by the lengths first, which gives the cosine.'),
  },
  inputs: 'several',

  infer({ axes }, inputs) {
    const problem = expectTensors(inputs, 2, 2, 'two tensors') ?? inputs.map(wrong).find(found => found !== undefined)
    if (problem) return problem
    const [first, second] = inputs
    const [a, b] = [axisIndex(axes[0], first.length), axisIndex(axes[1], second.length)]
    if (a === undefined || b === undefined) {
      const message = `axes ${axes.join(' and ')} are beyond the axes of the inputs`
      return { rule: 'invalid-option', option: 'axes', message }
    }
    if (!mayEqual(first[a], second[b])) {
      const sizes = `${formatDimension(first[a])} and ${formatDimension(second[b])}`
      return { rule: 'mismatched-merge', message: `the sizes along the axes differ: ${sizes}` }
    }
    const output = [...first.toSpliced(a, 1), ...second.toSpliced(b, 1)]
    return [output.length === 0 ? [1] : output]
  },

  macs({ axes }, [first], [output]) {
    const axis = axisIndex(axes[0], first.length)
    return axis === undefined ? 0 : multiply(first[axis], ...output)
  },

  window: (_options, [first]) =>
    first.length === 1 ? 'global' : unknownWindow('products along an axis look at all of it'),
})

function axes(): Option<number | readonly [number, number], readonly [number, number], true> {
  const isAxis = (axis: unknown) => typeof axis === 'number' && Number.isInteger(axis) && axis !== 0
  return {
    documentation: 'Axis of both tensors, or [of the first, of the second]; 1 is the first axis, -1 the last.',
    type: 'integer other than 0, or an array of two',
    required: true,
    parse: input => {
      const both = Array.isArray(input) ? input : [input, input]
      return both.length === 2 && both.every(isAxis) ? (both as [number, number]) : INVALID
    },
    alternatives: () => [[-1, -1]],
  }
}

function wrong(input: Shape): Problem | undefined {
  return input.length === 1 || input.length === 2 ? undefined : wrongRank(input, 'a vector or a sequence')
}
