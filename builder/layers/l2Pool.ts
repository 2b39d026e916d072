import { defineLayer, expectMap } from '../layerKind'
import { flagOr, optionalPair, paddingOr, pairOr } from '../option'
import { isProblem } from '../problem'
import { fits, slideMap, slidingWindow } from './sliding'

/**
 * L2 pooling: the square root of the sum of squares of every window.
 *
 * Input   [height, width, channels]
 * Output  [height′, width′, channels]; ′ as in {@link slide}
 * Params  none
 * MACs    not counted
 * Error   the window does not fit
 * Source  Sermanet, Chintala, LeCun 2012, Convolutional Neural Networks Applied to House Numbers Digit Classification,
 *         §2.2, https://arxiv.org/abs/1204.3968
 */
export const l2Pool = defineLayer({
  kind: 'l2Pool',
  summary: 'Gives the length of every window, taken as a vector.',
  options: {
    poolSize: pairOr(2, 'Window side in pixels.'),
    strides: optionalPair('Step between windows in pixels; the window side when absent.'),
    padding: paddingOr('valid', "'same' keeps ⌈size / stride⌉; 'valid' adds no border; or the border in pixels."),
    ceilMode: flagOr(false, 'Whether a last window may reach beyond the border.'),
  },
  positional: ['poolSize'],

  infer({ poolSize, strides = poolSize, padding, ceilMode }, [input]) {
    const map = expectMap(input)
    if (isProblem(map)) return map
    const options = { kernelSize: poolSize, strides, padding, ceilMode }
    const problem = fits(options, input)
    if (problem) return { ...problem, option: 'poolSize' }
    const { rows, columns } = slideMap(options, input)
    return [[rows.size, columns.size, map[2]]]
  },

  window: ({ poolSize, strides = poolSize, padding, ceilMode }, [input]) =>
    slidingWindow({ kernelSize: poolSize, strides, padding, ceilMode }, input),
})
