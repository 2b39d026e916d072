import { type Dimension, floorDivide, multiply, subtract } from '../dimension'
import { defineLayer, expectMap } from '../layerKind'
import { count } from '../option'
import { isProblem } from '../problem'
import { stretched } from './stretched'

/**
 * Cuts the middle out of an image; an image that is smaller is enlarged instead, as in TensorFlow.js.
 *
 * Input   [height, width, channels]
 * Output  [height′, width′, channels], ′ as given
 * Params  none
 * MACs    not counted
 * Source  TensorFlow.js, CenterCrop layer, https://js.tensorflow.org/api/latest/#layers.centerCrop
 */
export const centerCrop = defineLayer({
  kind: 'centerCrop',
  summary: 'Cuts the middle out of an image.',
  options: { height: count('Height of the output in pixels.'), width: count('Width of the output in pixels.') },
  positional: ['height', 'width'],

  infer({ height, width }, [input]) {
    const map = expectMap(input)
    return isProblem(map) ? map : [[height, width, map[2]]]
  },

  window(_options, [input], [output]) {
    const border = (axis: 0 | 1): Dimension => multiply(-1, floorDivide(subtract(input[axis], output[axis]), 2))
    const padding = [border(0), border(1)] as const
    const smaller = padding.some(side => typeof side === 'number' && side > 0)
    return smaller ? stretched(input, output, 2, 'halfPixel') : { size: [1, 1], stride: [1, 1], padding }
  },
})
