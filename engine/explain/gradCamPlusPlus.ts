import { add, cast, div, equal, mul, notEqual, relu, sum } from '@tensorflow/tfjs-core'
import { classActivationMap } from './classActivationMap'

/**
 * Where does a layer see what speaks for the target, in every instance of it? As Grad-CAM, but the gradient at each place
 * counts by its own share, so that small objects are not drowned by large ones.
 *
 * Needs   a layer with a map before the target; a gradient
 * Output  one number of 0 or more a place of the layer. The exponential that the paper puts around the score multiplies
 *         all of them alike, and is left out.
 * Cost    one forward pass, and one backward pass down to the layer
 * Source  Chattopadhay et al. 2018, Grad-CAM++, equations 5, 6 and 19, https://arxiv.org/abs/1710.11063
 */
export const gradCamPlusPlus = classActivationMap(
  {
    ...{ name: 'gradCamPlusPlus', title: 'Grad-CAM++' },
    answers: 'Where does the layer see what speaks for the target, with several objects of it?',
  },
  (activation, gradient) => {
    const sums = sum(activation, [1, 2], true)
    // Equation 19 is g² / (2g² + Σa · g³): the square cancels, which keeps small gradients from vanishing.
    const denominator = add(mul(sums, gradient), 2)
    const shares = div(cast(notEqual(gradient, 0), 'float32'), add(denominator, cast(equal(denominator, 0), 'float32')))
    const weights = sum(mul(shares, relu(gradient)), [1, 2], true)
    return sum(mul(weights, activation), 3, true)
  },
)
