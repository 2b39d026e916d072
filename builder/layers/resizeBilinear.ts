import { defineLayer, expectMap } from '../layerKind'
import { choiceOr, pair } from '../option'
import { isProblem } from '../problem'
import { stretched } from './stretched'

/**
 * Resizes a map, reading between its elements bilinearly. Nothing is smoothed first when it shrinks.
 *
 * Input   [height, width, channels]
 * Output  [size height, size width, channels]
 * Params  none
 * MACs    not counted
 * Source  Long, Shelhamer, Darrell 2015, Fully Convolutional Networks, §3.3, https://arxiv.org/abs/1411.4038
 */
export const resizeBilinear = defineLayer({
  kind: 'resizeBilinear',
  summary: 'Resizes a map, reading between its elements.',
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

  window: ({ coordinates }, [input], [output]) => stretched(input, output, 2, coordinates),
})
