import { defineLayer, expectMap } from '../layerKind'
import { choiceOr, count, flagOr } from '../option'
import { isProblem } from '../problem'
import { stretched } from './stretched'

/**
 * Resizes images, as the layer of TensorFlow.js does: the centres of the corner pixels lie on each other, unless
 * cropToAspectRatio is set, which there makes the first corners lie on each other and crops nothing.
 *
 * Input   [height, width, channels]
 * Output  [height′, width′, channels], ′ as given
 * Params  none
 * MACs    not counted
 * Source  TensorFlow.js, Resizing layer, https://js.tensorflow.org/api/latest/#layers.resizing
 */
export const resizing = defineLayer({
  kind: 'resizing',
  summary: 'Resizes images to a fixed size.',
  options: {
    height: count('Height of the output in pixels.'),
    width: count('Width of the output in pixels.'),
    interpolation: choiceOr(['bilinear', 'nearest'], 'bilinear', 'Whether pixels are read between or repeated.'),
    cropToAspectRatio: flagOr(false, 'Whether the first corners of both images lie on each other.'),
  },
  positional: ['height', 'width'],

  infer({ height, width }, [input]) {
    const map = expectMap(input)
    return isProblem(map) ? map : [[height, width, map[2]]]
  },

  window({ interpolation, cropToAspectRatio }, [input], [output]) {
    const taps = interpolation === 'bilinear' ? 2 : 1
    return stretched(input, output, taps, cropToAspectRatio ? 'topLeft' : 'alignCorners')
  },
})
