import { add } from '../dimension'
import { defineLayer, expectMap } from '../layerKind'
import { sides } from '../option'
import { isProblem } from '../problem'

/**
 * Adds a border of zeros around a map.
 *
 * Input   [height, width, channels]
 * Output  [height + top + bottom, width + left + right, channels]
 * Params  none
 * MACs    none
 * Source  Keras, ZeroPadding2D layer, https://keras.io/api/layers/reshaping_layers/zero_padding2d
 */
export const zeroPad2d = defineLayer({
  kind: 'zeroPad2d',
  summary: 'Adds a border of zeros around a map.',
  options: { padding: sides('Pixels added on each side.') },
  positional: ['padding'],

  infer({ padding: { top, bottom, left, right } }, [input]) {
    const map = expectMap(input)
    return isProblem(map) ? map : [[add(map[0], top, bottom), add(map[1], left, right), map[2]]]
  },

  window: ({ padding: { top, left } }) => ({ size: [1, 1], stride: [1, 1], padding: [top, left] }),
})
