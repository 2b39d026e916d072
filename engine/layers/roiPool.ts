import { mul, reshape, scatterND, zerosLike } from '@tensorflow/tfjs-core'
import { roiPool as kind } from '../../builder/layers/roiPool'
import { defineComputation } from '../computation'
import { boxCells } from './boxCells'
import { elementPlaces, rangeMaxima } from './rangeMaxima'

/**
 * {@link kind}, rounded as Caffe's layer: a box reaches from one whole element to another, both included, cells overlap
 * where they do not come out even, and a cell beyond the map gives 0. Of several equal maxima one has the gradient. No
 * gradient is passed to the boxes, as is the custom.
 */
export const roiPool = defineComputation(kind, {
  forward({ poolSize, spatialScale }, [map, boxes]) {
    const cells = boxCells(boxes, poolSize, spatialScale, [map.shape[1]!, map.shape[2]!])
    const { values } = rangeMaxima({ values: map }, cells)
    return [reshape(mul(values, cells.filled), [...boxes.shape.slice(0, 2), ...poolSize, map.shape[3]!])]
  },

  backward({ poolSize, spatialScale }, { inputs: [map, boxes], outputGradients: [gradient] }) {
    const cells = boxCells(boxes, poolSize, spatialScale, [map.shape[1]!, map.shape[2]!])
    const { places } = rangeMaxima({ values: map, places: elementPlaces(map) }, cells)
    const passed = mul(reshape(gradient, [-1, map.shape[3]!]), cells.filled)
    const sum = scatterND(reshape(places!, [-1, 1]), reshape(passed, [-1]), [map.size])
    return [reshape(sum, map.shape), zerosLike(boxes)]
  },
})
