import { mul, relu, sum } from '@tensorflow/tfjs-core'
import { classActivationMap } from './classActivationMap'

/**
 * Which places of a layer, also of an early one, raise the target? Activation times gradient, as far as the gradient is
 * positive.
 *
 * Needs   a layer with a map before the target; a gradient
 * Output  one number of 0 or more a place of the layer
 * Cost    one forward pass, and one backward pass down to the layer
 * Source  Jiang et al. 2021, LayerCAM: Exploring Hierarchical Class Activation Maps for Localization, equations 4 and 5,
 *         https://doi.org/10.1109/TIP.2021.3089943
 */
export const layerCam = classActivationMap(
  {
    name: 'layerCam',
    title: 'LayerCAM',
    answers: 'Which places of the layer, also of an early one, raise the target?',
  },
  (activation, gradient) => sum(mul(relu(gradient), activation), 3, true),
)
