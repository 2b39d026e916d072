import { multiply } from '../dimension'
import { defineLayer, expectMap } from '../layerKind'
import { choiceOr, pairOr } from '../option'
import { isProblem } from '../problem'
import { stretched } from './stretched'

/**
 * Enlarges a map a whole number of times, repeating its elements or reading between them: with the borders of both maps on
 * each other as in Keras, or with the first elements on each other as in TensorFlow.js.
 *
 * Input   [height, width, channels]
 * Output  [height · size, width · size, channels]
 * Params  none
 * MACs    not counted
 * Source  Odena, Dumoulin, Olah 2016, Deconvolution and Checkerboard Artifacts, https://distill.pub/2016/deconv-checkerboard
 */
export const upSampling2d = defineLayer({
  kind: 'upSampling2d',
  summary: 'Enlarges a map a whole number of times.',
  options: {
    size: pairOr(2, 'How many times as large.'),
    interpolation: choiceOr(['nearest', 'bilinear'], 'nearest', 'Whether elements are repeated or read between.'),
    coordinates: choiceOr(
      ['halfPixel', 'topLeft'],
      'halfPixel',
      "Whether, when read between, the borders of both maps lie on each other ('halfPixel') or their first elements do.",
    ),
  },
  positional: ['size'],

  infer({ size }, [input]) {
    const map = expectMap(input)
    return isProblem(map) ? map : [[multiply(map[0], size[0]), multiply(map[1], size[1]), map[2]]]
  },

  window: ({ interpolation, coordinates }, [input], [output]) =>
    interpolation === 'bilinear' ? stretched(input, output, 2, coordinates) : stretched(input, output, 1, 'halfPixel'),
})
