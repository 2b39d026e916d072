import { defineLayer, expectMap } from '../layerKind'
import { flagOr, optionalPair, paddingOr, pairOr } from '../option'
import { isProblem } from '../problem'
import { fits, slideMap, slidingWindow } from './sliding'

/**
 * Max pooling that also says where each maximum was: `const [pooled, indices] = x.maxPool2dWithIndices()`, for
 * `maxUnpool2d` to put it back there.
 *
 * Input   [height, width, channels]
 * Output  pooled [height′, width′, channels]; indices of the same shape: (row · width + column) · channels + channel of
 *         the maximum in the input, as in tf.maxPoolWithArgmax; ′ as in {@link slide}
 * Params  none
 * MACs    not counted
 * Error   the window does not fit
 * Source  Badrinarayanan, Kendall, Cipolla 2017, SegNet, §3, https://arxiv.org/abs/1511.00561
 */
export const maxPool2dWithIndices = defineLayer({
  kind: 'maxPool2dWithIndices',
  summary: 'Keeps the maximum of every window, and where it was.',
  options: {
    poolSize: pairOr(2, 'Window side in pixels.'),
    strides: optionalPair('Step between windows in pixels; the window side when absent.'),
    padding: paddingOr('valid', "'same' keeps ⌈size / stride⌉; 'valid' adds no border; or the border in pixels."),
    ceilMode: flagOr(false, 'Whether a last window may reach beyond the border.'),
  },
  positional: ['poolSize'],
  outputs: 'several',

  infer({ poolSize, strides = poolSize, padding, ceilMode }, [input]) {
    const map = expectMap(input)
    if (isProblem(map)) return map
    const options = { kernelSize: poolSize, strides, padding, ceilMode }
    const problem = fits(options, input)
    if (problem) return { ...problem, option: 'poolSize' }
    const { rows, columns } = slideMap(options, input)
    const pooled = [rows.size, columns.size, map[2]]
    return [pooled, pooled]
  },

  window: ({ poolSize, strides = poolSize, padding, ceilMode }, [input]) =>
    slidingWindow({ kernelSize: poolSize, strides, padding, ceilMode }, input),
})
