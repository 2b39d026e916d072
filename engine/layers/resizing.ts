import { resizing as kind } from '../../builder/layers/resizing'
import type { OptionValues } from '../../builder/option'
import { defineComputation, type Known } from '../computation'
import { type AxisWeights, weighAxes, weighAxesTransposed } from './axisWeights'
import { mapSize } from './placement'

type Options = Known<OptionValues<typeof kind.options>>

/** {@link kind} */
export const resizing = defineComputation(kind, {
  forward: (options, [input]) => [weighAxes(input, ...shares(options, mapSize(input)))],
  backward: (options, { inputs: [input], outputGradients: [gradient] }) => [
    weighAxesTransposed(gradient, ...shares(options, mapSize(input))),
  ],
})

/** Which share of each input row, and of each input column, an output row and column is. */
function shares(options: Options, [height, width]: readonly [number, number]): [AxisWeights, AxisWeights] {
  return [along(height, options.height, options), along(width, options.width, options)]
}

function along(from: number, to: number, { interpolation, cropToAspectRatio }: Options): AxisWeights {
  const aligned = !cropToAspectRatio
  const scale = aligned && to > 1 ? (from - 1) / (to - 1) : from / to
  return Array.from({ length: to }, (_, i) => {
    const place = Math.min(i * scale, from - 1)
    const nearest = aligned ? Math.round(place) : Math.floor(place)
    return Array.from({ length: from }, (_, element) => {
      if (interpolation === 'nearest') return element === nearest ? 1 : 0
      return Math.max(0, 1 - Math.abs(place - element))
    })
  })
}
