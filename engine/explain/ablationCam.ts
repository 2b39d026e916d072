import { dispose, mul, oneHot, relu, reshape, sub, sum, type Tensor4D, tensor1d, tidy } from '@tensorflow/tfjs-core'
import { channelsOf } from './channelsOf'
import { checkMap } from './checkMap'
import type { Explanation } from './explanation'
import { mapEvidence } from './mapEvidence'
import { readScores } from './score'
import { scoreImages } from './scoreImages'
import { withInputs } from './withInputs'

/**
 * Which channels of a layer would the target miss? Each is silenced in turn, and counts by how far the score falls. No
 * gradient that may be noisy or saturated.
 *
 * Needs   a layer with a map before the target; no gradient
 * Output  one number of 0 or more a place of the layer. The paper divides all weights by the score, which would turn the map
 *         over where that is negative; this is left out.
 * Cost    one forward pass, and one a channel from the layer on
 * Source  Desai and Ramaswamy 2020, Ablation-CAM, equations 3 and 4, https://doi.org/10.1109/WACV45572.2020.9093360
 */
export const ablationCam: Explanation = {
  ...{ name: 'ablationCam', title: 'Ablation-CAM', answers: 'Which channels of the layer would the target miss?' },
  needs: 'layer',
  cost: (graph, layer) => ({ forwardPasses: channelsOf(graph, layer) + 1, backwardPasses: 0 }),
  async run(question) {
    const { network, input, layer, score, signal } = question
    const wanted = new Set([layer, score.edge.layer])
    const outputs = await withInputs(question, input, given => network.forward(given, wanted, signal))
    try {
      const activation = outputs.get(layer)![0] as Tensor4D
      checkMap(layer, activation)
      const whole = readScores(score, outputs.get(score.edge.layer)![score.edge.output])
      const [full] = await whole.data()
      whole.dispose()
      const channels = activation.shape[3]
      const silenced = (channel: number) =>
        mul(activation, sub(1, reshape(oneHot([channel], channels), [1, 1, 1, channels])))
      const scores = await scoreImages(question, channels, silenced, { at: layer, before: 1 })
      const drops = scores.map(without => full - without)
      return await mapEvidence(
        tidy(() => relu(sum(mul(reshape(tensor1d(drops), [1, 1, 1, -1]), activation), 3, true))),
        false,
      )
    } finally {
      dispose([...outputs.values()].flat())
    }
  },
}
