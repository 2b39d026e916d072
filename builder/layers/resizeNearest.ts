import { defineLayer, expectMap } from '../layerKind'
import { choiceOr, pair } from '../option'
import { isProblem } from '../problem'
import { stretched } from './stretched'

/**
 * Resizes a map, every output element being the input element nearest to its place.
 *
 * Input   [height, width, channels]
 * Output  [size height, size width, channels]
 * Params  none
 * MACs    not counted
 * Source  Odena, Dumoulin, Olah 2016, Deconvolution and Checkerboard Artifacts, https://distill.pub/2016/deconv-checkerboard
 */
export const resizeNearest = defineLayer({
  kind: 'resizeNearest',
  summary: 'Resizes a map by repeating or dropping elements.',
  options: {
    size: pair('Side of the output in elements.'),
    coordinates: choiceOr(
      ['halfPixel', 'alignCorners'],
      'halfPixel',
      "Whether the borders of both maps lie on each other ('halfPixel') or the centres of their corner elements do.",
    ),
  },
  positional: ['size'],

  infer({ size }, [input]) {
    const map = expectMap(input)
    return isProblem(map) ? map : [[...size, map[2]]]
  },

  window: ({ coordinates }, [input], [output]) => stretched(input, output, 1, coordinates),
})
