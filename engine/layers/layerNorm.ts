import { reshape, type Tensor } from '@tensorflow/tfjs-core'
import { layerNorm as kind } from '../../builder/layers/layerNorm'
import { defineComputation, type Weights } from '../computation'
import { affine, affineGradient } from './affine'
import { standardize, standardizeGradient } from './standardize'

/** {@link kind} */
export const layerNorm = defineComputation(kind, {
  forward({ axis, epsilon }, [input], weights) {
    const places = placesOf(axis, input)
    return [affine(standardize(input, places, epsilon).standard, spread(weights, places, input))]
  },

  backward({ axis, epsilon }, { inputs: [input], outputGradients: [gradient], weights }) {
    const places = placesOf(axis, input)
    const inner = affineGradient(gradient, spread(weights, places, input))
    return [standardizeGradient(inner, input, places, epsilon)]
  },
})

function placesOf(axes: readonly number[], { rank }: Tensor): number[] {
  return axes.map(axis => (axis < 0 ? rank + axis : axis))
}

/** The weights with a size of 1 along every axis they do not have, as TensorFlow.js lays them out. */
function spread(weights: Weights, places: readonly number[], { shape }: Tensor): Weights {
  const stretched = shape.map((size, axis) => (places.includes(axis) ? size : 1))
  return Object.fromEntries(Object.entries(weights).map(([name, weight]) => [name, reshape(weight, stretched)]))
}
