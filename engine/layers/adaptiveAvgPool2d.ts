import { adaptiveAvgPool2d as kind } from '../../builder/layers/adaptiveAvgPool2d'
import { defineComputation } from '../computation'
import { type AxisWeights, weighAxes, weighAxesTransposed } from './axisWeights'
import { mapSize } from './placement'

/** {@link kind} */
export const adaptiveAvgPool2d = defineComputation(kind, {
  forward({ outputSize }, [input]) {
    const [height, width] = mapSize(input)
    return [weighAxes(input, windows(height, outputSize[0]), windows(width, outputSize[1]))]
  },

  backward({ outputSize }, { inputs: [input], outputGradients: [gradient] }) {
    const [height, width] = mapSize(input)
    return [weighAxesTransposed(gradient, windows(height, outputSize[0]), windows(width, outputSize[1]))]
  },
})

function windows(from: number, to: number): AxisWeights {
  return Array.from({ length: to }, (_, i) => {
    const start = Math.floor((i * from) / to)
    const end = Math.ceil(((i + 1) * from) / to)
    return Array.from({ length: from }, (_, element) => (element >= start && element < end ? 1 / (end - start) : 0))
  })
}
