import { defineLayer, expectMap } from '../layerKind'
import { flagOr, optionalPair, paddingOr, pairOr } from '../option'
import { isProblem } from '../problem'
import { fits, slideMap, slidingWindow } from './sliding'

/**
 * Max pooling: keeps the largest element of every window.
 *
 * Input   [height, width, channels]
 * Output  [height′, width′, channels]; ′ as in {@link slide}
 * Params  none
 * MACs    not counted
 * Error   the window does not fit
 * Source  Riesenhuber and Poggio 1999, Hierarchical Models of Object Recognition in Cortex; in networks: Scherer, Müller, Behnke
 *         2010, Evaluation of Pooling Operations
 */
export const maxPool2d = defineLayer({
  kind: 'maxPool2d',
  summary: 'Keeps the maximum of every window.',
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
