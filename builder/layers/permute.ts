import { defineLayer } from '../layerKind'
import { integers } from '../option'
import { unknownShape } from '../shape'
import { unknownWindow } from './unknownWindow'

/**
 * Reorders the axes, as in Keras: axis i of the output is axis dims[i] of the input, height being 1.
 *
 * Input   any shape
 * Output  the same sizes in another order
 * Params  none
 * MACs    none
 * Error   dims does not name every axis once
 * Source  Keras, Permute layer, https://keras.io/api/layers/reshaping_layers/permute
 */
export const permute = defineLayer({
  kind: 'permute',
  summary: 'Reorders the axes.',
  options: { dims: integers(1, 'For every axis of the output, the axis of the input it is; height is 1.') },
  positional: ['dims'],

  infer({ dims }, [input]) {
    if (dims.some(axis => typeof axis !== 'number'))
      return [unknownShape(input.length, 'the order of axes is not known')]
    const named = new Set(dims)
    if (dims.length !== input.length || input.some((_, axis) => !named.has(axis + 1))) {
      const message = `[${dims.join(', ')}] does not name each of the ${input.length} axes once`
      return { rule: 'invalid-option', option: 'dims', message }
    }
    return [dims.map(axis => input[(axis as number) - 1])]
  },

  window({ dims }) {
    if (dims.every((axis, index) => axis === index + 1)) return 'elementwise'
    const spatial = dims.length === 3 && dims[2] === 3
    if (!spatial) return unknownWindow('places and channels are swapped')
    // Rows have become columns: where an element looks is no longer proportional to its own place.
    return unknownWindow('rows and columns are swapped')
  },
})
