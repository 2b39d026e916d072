import { type Dimension, mayEqual, multiply } from '../dimension'
import { defineLayer } from '../layerKind'
import { flagOr } from '../option'
import { isProblem } from '../problem'
import type { Shape } from '../shape'
import { broadcast, mismatch } from './merge'
import { expectTensors } from './tensors'

/**
 * Matrix product of two tensors over their last two axes, as tf.matMul: attention is made of it. Axes before the last two
 * are broadcast.
 *
 * Input   […, rows, inner] and […, inner, columns], the last two swapped where asked
 * Output  […, rows, columns]
 * Params  none
 * MACs    inner per output element
 * Error   the inner sizes differ; fewer than two axes; not two tensors
 * Source  Wang et al. 2018, Non-local Neural Networks, §3.3, https://arxiv.org/abs/1711.07971
 */
export const matMul = defineLayer({
  kind: 'matMul',
  summary: 'Multiplies two tensors as matrices.',
  options: {
    transposeA: flagOr(false, 'Whether to swap the last two axes of the first tensor.'),
    transposeB: flagOr(false, 'Whether to swap the last two axes of the second tensor.'),
  },
  inputs: 'several',

  infer({ transposeA, transposeB }, inputs) {
    const count = expectTensors(inputs, 2, 2, 'two tensors')
    if (count) return count
    const [a, b] = inputs
    if (a.length < 2 || a.length !== b.length) return mismatch(inputs)
    const [rows, inner] = matrix(a, transposeA)
    const [sameInner, columns] = matrix(b, transposeB)
    if (!mayEqual(inner, sameInner)) return mismatch(inputs)
    const before = broadcast([a.slice(0, -2), b.slice(0, -2)])
    return isProblem(before) ? mismatch(inputs) : [[...before[0], rows, columns]]
  },

  macs: ({ transposeA }, [a], [output]) => multiply(matrix(a, transposeA)[1], ...output),

  window: () => 'global',
})

/** Rows and columns of the last two axes. */
function matrix(shape: Shape, transpose: boolean): readonly [Dimension, Dimension] {
  const [rows, columns] = shape.slice(-2)
  return transpose ? [columns, rows] : [rows, columns]
}
