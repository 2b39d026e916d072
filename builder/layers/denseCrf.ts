import { defineLayer, expectMap } from '../layerKind'
import { countOr, numberOr } from '../option'
import { isProblem } from '../problem'
import { expectShape, expectTensors } from './tensors'

/**
 * Fully connected conditional random field over the pixels, for inference only: sharpens the class scores of a
 * segmentation along the edges of the image by mean-field iterations: `scores.denseCrf(image)`. Pixels near each other and
 * of like colour are drawn to one class (bilateral term), and so are pixels near each other (spatial term). Every output
 * depends on the whole map. The defaults are DeepLab's.
 *
 * Input   scores [height, width, classes], before softmax; image [height, width, channels], pixels of 0…255
 * Output  the shape of the scores: scores before softmax again
 * Params  none: its weights are set by cross-validation, not learnt with the network
 * MACs    not counted
 * Error   image and scores differ in height or width
 * Source  Krähenbühl and Koltun 2011, Efficient Inference in Fully Connected CRFs, §2–3, https://arxiv.org/abs/1210.5644;
 *         values: Chen et al. 2015, DeepLab, §4 and §5.1, https://arxiv.org/abs/1412.7062
 */
export const denseCrf = defineLayer({
  kind: 'denseCrf',
  summary: 'Sharpens class scores along the edges of the image, at inference only.',
  options: {
    iterations: countOr(10, 'Mean-field iterations.'),
    bilateralWeight: numberOr(5, 'Weight of the term of place and colour.'),
    bilateralDistance: numberOr(50, 'Standard deviation of that term in pixels.'),
    bilateralColor: numberOr(3, 'Standard deviation of that term in steps of colour, of 0…255.'),
    spatialWeight: numberOr(3, 'Weight of the term of place alone.'),
    spatialDistance: numberOr(3, 'Standard deviation of that term in pixels.'),
  },
  inputs: 'several',

  infer(_options, inputs) {
    const count = expectTensors(inputs, 2, 2, 'scores and the image')
    if (count) return count
    const [scores, image] = inputs
    const map = expectMap(scores)
    if (isProblem(map)) return map
    return expectShape(image, [map[0], map[1], image[2] ?? 3], 'image') ?? [scores]
  },

  window: () => 'global',
})
