import { formatDimension, multiply, subtract } from '../dimension'
import { defineLayer, expectMap } from '../layerKind'
import { sides } from '../option'
import { isProblem } from '../problem'

/**
 * Cuts a border off a map.
 *
 * Input   [height, width, channels]
 * Output  [height − top − bottom, width − left − right, channels]
 * Params  none
 * MACs    none
 * Error   nothing is left
 * Source  Keras, Cropping2D layer, https://keras.io/api/layers/reshaping_layers/cropping2d
 */
export const cropping2d = defineLayer({
  kind: 'cropping2d',
  summary: 'Cuts a border off a map.',
  options: { cropping: sides('Pixels cut off each side.') },
  positional: ['cropping'],

  infer({ cropping: { top, bottom, left, right } }, [input]) {
    const map = expectMap(input)
    if (isProblem(map)) return map
    const height = subtract(subtract(map[0], top), bottom)
    const width = subtract(subtract(map[1], left), right)
    if ([height, width].some(size => typeof size === 'number' && size < 1)) {
      const message = `nothing is left of a ${formatDimension(map[0])}×${formatDimension(map[1])} map`
      return { rule: 'invalid-option', option: 'cropping', message }
    }
    return [[height, width, map[2]]]
  },

  window: ({ cropping: { top, left } }) => ({
    size: [1, 1],
    stride: [1, 1],
    padding: [multiply(-1, top), multiply(-1, left)],
  }),
})
