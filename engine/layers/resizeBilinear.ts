import { resizeBilinear as kind } from '../../builder/layers/resizeBilinear'
import type { Coordinates } from '../../builder/layers/stretched'
import { defineComputation } from '../computation'
import { type AxisWeights, weighAxes, weighAxesTransposed } from './axisWeights'
import { mapSize } from './placement'

/** {@link kind} */
export const resizeBilinear = defineComputation(kind, {
  forward({ size, coordinates }, [input]) {
    const [height, width] = mapSize(input)
    return [weighAxes(input, between(height, size[0], coordinates), between(width, size[1], coordinates))]
  },

  backward({ size, coordinates }, { inputs: [input], outputGradients: [gradient] }) {
    const [height, width] = mapSize(input)
    const [rows, columns] = [between(height, size[0], coordinates), between(width, size[1], coordinates)]
    return [weighAxesTransposed(gradient, rows, columns)]
  },
})

function between(from: number, to: number, coordinates: Coordinates): AxisWeights {
  return Array.from({ length: to }, (_, i) => {
    const place = Math.min(Math.max(source(i, from, to, coordinates), 0), from - 1)
    return Array.from({ length: from }, (_, element) => Math.max(0, 1 - Math.abs(place - element)))
  })
}

function source(i: number, from: number, to: number, coordinates: Coordinates): number {
  if (coordinates === 'halfPixel') return ((i + 0.5) * from) / to - 0.5
  return to === 1 ? 0 : (i * (from - 1)) / (to - 1)
}
