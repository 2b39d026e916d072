import { unknownDimension } from '../dimension'
import { defineLayer, expectMap } from '../layerKind'
import { choiceOr, INVALID, type Option } from '../option'
import { isProblem } from '../problem'

/**
 * Stretches images to a random width between (1 + least) and (1 + most) times theirs, as augmentation.
 *
 * Input   [height, width, channels]
 * Output  [height, a random width, channels]
 * Params  none
 * MACs    not counted
 * Error   the least is below -1 or above the most
 * Source  Keras, RandomWidth layer, https://keras.io/2.15/api/layers/preprocessing_layers/image_augmentation/random_width
 */
export const randomWidth = defineLayer({
  kind: 'randomWidth',
  summary: 'Stretches images to a random width.',
  options: {
    factor: factor(),
    interpolation: choiceOr(['bilinear', 'nearest'], 'bilinear', 'Whether pixels are read between or repeated.'),
  },
  positional: ['factor'],

  infer(_options, [input]) {
    const map = expectMap(input)
    return isProblem(map) ? map : [[map[0], unknownDimension('the width is random'), map[2]]]
  },

  window: () => {
    const unknown = unknownDimension('the width is random')
    return { size: [1, unknown], stride: [1, unknown], padding: [0, undefined] }
  },
})

function factor(): Option<number | readonly [number, number], readonly [number, number], true> {
  return {
    documentation: 'By how much of its width an image may grow or shrink: a number, or [least, most].',
    type: 'number above 0, or [least, most] from -1',
    required: true,
    parse: input => {
      if (typeof input === 'number') return input > 0 && input <= 1 ? [-input, input] : INVALID
      if (!Array.isArray(input) || input.length !== 2 || !input.every(Number.isFinite)) return INVALID
      return input[0] >= -1 && input[1] >= input[0] ? [input[0], input[1]] : INVALID
    },
    alternatives: () => [[Number.NaN, Number.NaN]],
  }
}
