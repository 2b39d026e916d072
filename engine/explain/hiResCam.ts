import { mul, sum } from '@tensorflow/tfjs-core'
import { classActivationMap } from './classActivationMap'

/**
 * Which places of a layer raise the target? Activation times gradient, place by place, summed over the channels: it shows only
 * what the network used, where Grad-CAM's mean over all places may smear.
 *
 * Needs   a layer with a map before the target; a gradient
 * Output  one number of 0 or more a place of the layer
 * Cost    one forward pass, and one backward pass down to the layer
 * Source  Draelos and Carin 2020, Use HiResCAM instead of Grad-CAM for faithful explanations, equation 3,
 *         https://arxiv.org/abs/2011.08891; what is below 0 is cut off, as in Grad-CAM
 */
export const hiResCam = classActivationMap(
  { name: 'hiResCam', title: 'HiResCAM', answers: 'Which places of the layer raise the target?' },
  (activation, gradient) => sum(mul(gradient, activation), 3, true),
)
