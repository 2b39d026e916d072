import {
  div,
  image,
  max,
  maximum,
  min,
  mul,
  relu,
  reshape,
  slice,
  softmax,
  sub,
  sum,
  type Tensor4D,
  tensor1d,
  tidy,
} from '@tensorflow/tfjs-core'
import { channelsOf } from './channelsOf'
import type { Explanation } from './explanation'
import { layerOutput } from './layerOutput'
import { mapEvidence } from './mapEvidence'
import { scoreImages } from './scoreImages'

/**
 * Which channels of a layer mark what the target needs? The image runs once a channel, dimmed wherever the channel is silent;
 * the better the target scores, the more the channel counts. No gradient that may be noisy or saturated.
 *
 * Needs   a layer with a map; no gradient
 * Output  one number of 0 or more a place of the layer. Dimmed pixels are 0 as the network takes them. The paper's
 *         baseline lowers all scores alike, which its softmax over the channels undoes; it is left out.
 * Cost    one forward pass as far as the layer, and one a channel
 * Source  Wang et al. 2020, Score-CAM, algorithm 1, https://arxiv.org/abs/1910.01279
 */
export const scoreCam: Explanation = {
  ...{ name: 'scoreCam', title: 'Score-CAM', answers: 'Which channels of the layer mark what the target needs?' },
  needs: 'layer',
  cost: (graph, layer) => ({ forwardPasses: channelsOf(graph, layer) + 1, backwardPasses: 0 }),
  async run(question) {
    const { input } = question
    const output = await layerOutput(question)
    try {
      const scores = await scoreImages(question, output.shape[3], channel => mul(input, mask(output, channel, input)), {
        before: 1,
      })
      return await mapEvidence(
        tidy(() => relu(sum(mul(reshape(softmax(tensor1d(scores)), [1, 1, 1, -1]), output), 3, true))),
        false,
      )
    } finally {
      output.dispose()
    }
  },
}

/** A channel from its minimum to its maximum as 0…1, as large as the image; zeros where it is the same everywhere. */
function mask(output: Tensor4D, channel: number, { shape: [, height, width] }: Tensor4D): Tensor4D {
  const map = slice(output, [0, 0, 0, channel], [1, -1, -1, 1])
  const large = image.resizeBilinear(map, [height, width], false, true)
  const least = min(large)
  const span = sub(max(large), least)
  return div(sub(large, least), maximum(span, SMALLEST)) as Tensor4D
}

/** The smallest normal float32. */
const SMALLEST = 2 ** -126
