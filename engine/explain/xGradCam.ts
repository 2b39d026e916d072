import { add, cast, div, equal, mul, sum } from '@tensorflow/tfjs-core'
import { classActivationMap } from './classActivationMap'

/**
 * Where does a layer see what speaks for the target? As Grad-CAM, but the gradient's mean is weighted by the activation, so
 * that the channels' sums add up to the score in networks of rectifiers.
 *
 * Needs   a layer with a map before the target; a gradient
 * Output  one number of 0 or more a place of the layer; a channel whose activations sum to 0 counts nothing
 * Cost    one forward pass, and one backward pass down to the layer
 * Source  Fu et al. 2020, Axiom-based Grad-CAM, equation 8, https://arxiv.org/abs/2008.02312
 */
export const xGradCam = classActivationMap(
  { name: 'xGradCam', title: 'XGrad-CAM', answers: 'Where does the layer see what adds up to the target?' },
  (activation, gradient) => {
    const sums = sum(activation, [1, 2], true)
    const products = sum(mul(gradient, activation), [1, 2], true)
    const weights = div(products, add(sums, cast(equal(sums, 0), 'float32')))
    return sum(mul(weights, activation), 3, true)
  },
)
