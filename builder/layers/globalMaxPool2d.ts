import { defineLayer, expectMap } from '../layerKind'
import { flagOr } from '../option'
import { isProblem } from '../problem'

/**
 * The maximum of every channel over the whole map.
 *
 * Input   [height, width, channels]
 * Output  [channels], or [1, 1, channels]
 * Params  none
 * MACs    not counted
 * Source  Oquab et al. 2015, Is Object Localization for Free?, §3.2
 */
export const globalMaxPool2d = defineLayer({
  kind: 'globalMaxPool2d',
  summary: 'Gives the maximum of every channel over the whole map.',
  options: { keepDims: flagOr(false, 'Whether to keep height and width, as 1.') },

  infer({ keepDims }, [input]) {
    const map = expectMap(input)
    if (isProblem(map)) return map
    return [keepDims ? [1, 1, map[2]] : [map[2]]]
  },

  window: () => 'global',
})
