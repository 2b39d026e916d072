import { add, type Dimension, mayEqual } from '../dimension'
import { defineLayer } from '../layerKind'
import { axisOr } from '../option'
import { unknownShape } from '../shape'
import { axisIndex } from './axes'
import { mismatch } from './merge'

/**
 * Puts tensors beside each other along one axis, by default the channels.
 *
 * Input   several of one rank, equal along every other axis
 * Output  the common shape, with the sum of the sizes along the axis
 * Params  none
 * MACs    none
 * Error   sizes differ along another axis; an axis the inputs do not have
 * Source  Szegedy et al. 2015, Going Deeper with Convolutions, §4, https://arxiv.org/abs/1409.4842
 */
export const concat = defineLayer({
  kind: 'concat',
  summary: 'Puts tensors beside each other.',
  options: { axis: axisOr(-1, 'Axis along which they are put, height being 1; -1 is the last, the channels.') },
  inputs: 'several',

  infer({ axis }, inputs) {
    const [first, ...others] = inputs
    if (Number.isNaN(axis)) return [unknownShape(first.length, 'the axis is not known')]
    const along = axisIndex(axis, first.length)
    if (along === undefined) {
      const message = `axis ${axis} is beyond the ${first.length} axes of the inputs`
      return { rule: 'invalid-option', option: 'axis', message }
    }
    if (others.some(({ length }) => length !== first.length)) return mismatch(inputs)
    const output: Dimension[] = []
    for (const [index, size] of first.entries()) {
      if (index === along) {
        output.push(add(...inputs.map(shape => shape[index])))
        continue
      }
      if (others.some(other => !mayEqual(size, other[index]))) return mismatch(inputs)
      output.push(inputs.map(shape => shape[index]).find(other => typeof other === 'number') ?? size)
    }
    return [output]
  },

  window({ axis }, [first]) {
    const along = axisIndex(axis, first.length)
    return first.length === 3 && (along === undefined || along < 2) ? 'global' : 'elementwise'
  },
})
