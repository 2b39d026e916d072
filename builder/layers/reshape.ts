import { type Dimension, divideExactly, formatDimension, mayEqual, multiply, unknownDimension } from '../dimension'
import { defineLayer } from '../layerKind'
import { shape } from '../option'
import { elements, formatShape } from '../shape'

/**
 * Lays the elements, in their order, out in another shape.
 *
 * Input   any shape
 * Output  targetShape, of which one size may be -1: what is left
 * Params  none
 * MACs    none
 * Error   the number of elements differs
 * Source  Keras, Reshape layer, https://keras.io/api/layers/reshaping_layers/reshape
 */
export const reshape = defineLayer({
  kind: 'reshape',
  summary: 'Lays the elements out in another shape.',
  options: { targetShape: shape('Sizes of the output; one may be -1 and is then computed.') },
  positional: ['targetShape'],

  infer({ targetShape }, [input]) {
    const all = elements(input)
    const open = targetShape.indexOf(-1)
    const given = multiply(...targetShape.filter(size => size !== -1))
    const rest = open < 0 ? undefined : quotient(all, given)
    if (open < 0 ? mayEqual(all, given) : rest !== undefined) {
      return [targetShape.map(size => (size === -1 ? rest! : size))]
    }
    const message = `${formatShape(input)} has ${formatDimension(all)} elements, which do not fill ${targetShape.map(size => (size === -1 ? '?' : formatDimension(size))).join('×')}`
    return { rule: 'invalid-option', option: 'targetShape', message }
  },

  window(_options, [input], [output]) {
    if (input.length === 1) return 'elementwise'
    const samePlaces = input.length === 3 && output.length === 3 && [0, 1].every(axis => input[axis] === output[axis])
    return samePlaces ? 'elementwise' : 'global'
  },
})

function quotient(all: Dimension, given: Dimension): Dimension | undefined {
  if (typeof given === 'number') {
    const exact = divideExactly(all, given)
    if (exact !== undefined || typeof all === 'number') return exact
  }
  return unknownDimension('the elements may not divide evenly')
}
