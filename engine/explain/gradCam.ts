import { mean, mul, sum } from '@tensorflow/tfjs-core'
import { classActivationMap } from './classActivationMap'

/**
 * Where does a layer see what speaks for the target? Its channels, each weighted by its gradient's mean over all places.
 *
 * Needs   a layer with a map before the target; a gradient
 * Output  one number of 0 or more a place of the layer
 * Cost    one forward pass, and one backward pass down to the layer
 * Source  Selvaraju et al. 2017, Grad-CAM: Visual Explanations from Deep Networks via Gradient-based Localization,
 *         equations 1 and 2, https://arxiv.org/abs/1610.02391
 */
export const gradCam = classActivationMap(
  { name: 'gradCam', title: 'Grad-CAM', answers: 'Where does the layer see what speaks for the target?' },
  (activation, gradient) => sum(mul(mean(gradient, [1, 2], true), activation), 3, true),
)
