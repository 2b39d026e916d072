import { resizeNearest as kind } from '../../builder/layers/resizeNearest'
import type { Coordinates } from '../../builder/layers/stretched'
import { defineComputation } from '../computation'
import { type AxisWeights, weighAxes, weighAxesTransposed } from './axisWeights'
import { mapSize } from './placement'

/** {@link kind} */
export const resizeNearest = defineComputation(kind, {
  forward({ size, coordinates }, [input]) {
    const [height, width] = mapSize(input)
    return [weighAxes(input, nearest(height, size[0], coordinates), nearest(width, size[1], coordinates))]
  },

  backward({ size, coordinates }, { inputs: [input], outputGradients: [gradient] }) {
    const [height, width] = mapSize(input)
    const [rows, columns] = [nearest(height, size[0], coordinates), nearest(width, size[1], coordinates)]
    return [weighAxesTransposed(gradient, rows, columns)]
  },
})

function nearest(from: number, to: number, coordinates: Coordinates): AxisWeights {
  return Array.from({ length: to }, (_, i) => {
    const place = source(i, from, to, coordinates)
    return Array.from({ length: from }, (_, element) => (element === place ? 1 : 0))
  })
}

function source(i: number, from: number, to: number, coordinates: Coordinates): number {
  if (coordinates === 'halfPixel') return Math.floor(((i + 0.5) * from) / to)
  return to === 1 ? 0 : Math.round((i * (from - 1)) / (to - 1))
}
