import { defineLayer, expectMap } from '../layerKind'
import { flagOr } from '../option'
import { isProblem } from '../problem'

/**
 * The mean of every channel over the whole map.
 *
 * Input   [height, width, channels]
 * Output  [channels], or [1, 1, channels]
 * Params  none
 * MACs    not counted
 * Source  Lin, Chen, Yan 2014, Network In Network, §3.2, https://arxiv.org/abs/1312.4400
 */
export const globalAveragePool2d = defineLayer({
  kind: 'globalAveragePool2d',
  summary: 'Gives the mean of every channel over the whole map.',
  options: { keepDims: flagOr(false, 'Whether to keep height and width, as 1.') },

  infer({ keepDims }, [input]) {
    const map = expectMap(input)
    if (isProblem(map)) return map
    return [keepDims ? [1, 1, map[2]] : [map[2]]]
  },

  window: () => 'global',
})
