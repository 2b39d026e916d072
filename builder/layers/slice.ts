import { type Dimension, formatDimension, multiply, subtract } from '../dimension'
import { defineLayer } from '../layerKind'
import { integers } from '../option'
import { unknownShape } from '../shape'

/**
 * Cuts a block out of a tensor, as tf.slice does.
 *
 * Input   any shape
 * Output  size, where -1 takes everything from begin on
 * Params  none
 * MACs    none
 * Error   begin or size do not have one number an axis; the block reaches beyond the input
 * Source  TensorFlow, tf.slice, https://js.tensorflow.org/api/latest/#slice
 */
export const slice = defineLayer({
  kind: 'slice',
  summary: 'Cuts a block out of a tensor.',
  options: {
    begin: integers(0, 'First element along every axis, counted from 0.'),
    size: integers(-1, 'Elements along every axis; -1 takes all that follow.'),
  },
  positional: ['begin', 'size'],

  infer({ begin, size }, [input]) {
    for (const [option, list] of [
      ['begin', begin],
      ['size', size],
    ] as const) {
      if (list.length === input.length) continue
      if (list.some(value => typeof value !== 'number')) return [unknownShape(input.length, `${option} is not known`)]
      const message = `needs one number for each of ${input.length} axes, got ${list.length}`
      return { rule: 'invalid-option', option, message }
    }
    const output: Dimension[] = []
    for (const [axis, whole] of input.entries()) {
      const rest = subtract(whole, begin[axis])
      const taken = size[axis] === -1 ? rest : size[axis]
      const spare = subtract(rest, taken)
      const beyond = (typeof spare === 'number' && spare < 0) || (typeof taken === 'number' && taken < 1)
      if (beyond) {
        const message = `takes ${formatDimension(taken)} from ${formatDimension(begin[axis])} on of an axis of ${formatDimension(whole)}`
        return { rule: 'invalid-option', option: 'size', message }
      }
      output.push(taken)
    }
    return [output]
  },

  window({ begin }, [input]) {
    if (input.length !== 3 || (begin[0] === 0 && begin[1] === 0)) return 'elementwise'
    return { size: [1, 1], stride: [1, 1], padding: [multiply(-1, begin[0]), multiply(-1, begin[1])] }
  },
})
