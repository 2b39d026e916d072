import { type Dimension, formatDimension, unknownDimension, unknownReason } from '../dimension'
import { defineLayer } from '../layerKind'
import { integersOr } from '../option'
import type { Shape } from '../shape'

/**
 * Parametric rectified linear unit as in Keras: max(x, 0) + alpha · min(x, 0) with learned slopes alpha. The paper
 * learns one slope a channel, which is sharedAxes [1, 2].
 *
 * Input   any shape
 * Output  the same shape
 * Params  one slope an element of the input, axes that share it counting as 1
 * MACs    not counted
 * Error   a shared axis the input does not have
 * Source  He et al. 2015, Delving Deep into Rectifiers, §2.1, https://arxiv.org/abs/1502.01852
 */
export const prelu = defineLayer({
  kind: 'prelu',
  summary: 'Keeps what is positive, multiplies the rest by a learned slope.',
  options: {
    sharedAxes: integersOr(1, [], 'Axes along which one slope is shared, height being 1: [1, 2] learns one a channel.'),
  },

  infer({ sharedAxes }, [input]) {
    const axis = sharedAxes.find(shared => typeof shared === 'number' && shared > input.length)
    if (axis === undefined) return [input]
    const message = `axis ${axis} is beyond the ${input.length} axes of the input`
    return { rule: 'invalid-option', option: 'sharedAxes', message }
  },

  weights({ sharedAxes }, [input]) {
    return [{ name: 'alpha', shape: slopes(sharedAxes, input), trainable: true, initializer: 'zeros' }]
  },

  formula({ sharedAxes }, [input]) {
    const own = slopes(sharedAxes, input).filter(size => size !== 1)
    return own.length === 0 ? '1' : own.map(formatDimension).join('·')
  },
})

function slopes(sharedAxes: readonly Dimension[], input: Shape): Shape {
  const unknown = sharedAxes.find(axis => typeof axis !== 'number')
  if (unknown !== undefined) return [unknownDimension(unknownReason(unknown) ?? 'the shared axes are not numbers')]
  return input.map((size, axis) => (sharedAxes.includes(axis + 1) ? 1 : size))
}
