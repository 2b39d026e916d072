import { multiply } from '../dimension'
import { defineLayer, expectMap } from '../layerKind'
import { choiceOr, pairOr } from '../option'
import { isProblem } from '../problem'
import { stretched } from './stretched'

/**
 * Enlarges a map a whole number of times, repeating its elements or reading between them, with the borders of both maps on
 * each other.
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
  },
  positional: ['size'],

  infer({ size }, [input]) {
    const map = expectMap(input)
    return isProblem(map) ? map : [[multiply(map[0], size[0]), multiply(map[1], size[1]), map[2]]]
  },

  window: ({ interpolation }, [input], [output]) =>
    stretched(input, output, interpolation === 'bilinear' ? 2 : 1, 'halfPixel'),
})
