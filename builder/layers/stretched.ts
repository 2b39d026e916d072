import { unknownDimension } from '../dimension'
import type { Shape } from '../shape'
import type { SlidingWindow } from '../window'

/**
 * Where the pixels of a resized map lie over the map they come from.
 *
 * - `halfPixel`: the borders of both lie on each other, output i at (i + ½) · input / output − ½
 * - `alignCorners`: the centres of the corner pixels do, output i at i · (input − 1) / (output − 1)
 * - `topLeft`: the centres of the first pixels do, output i at i · input / output
 */
export type Coordinates = 'halfPixel' | 'alignCorners' | 'topLeft'

/** The window of a resized map, where every output element reads `taps` elements around its place along each axis. */
export function stretched(input: Shape, output: Shape, taps: 1 | 2, coordinates: Coordinates): SlidingWindow {
  const rows = along(input, output, 0, coordinates)
  const columns = along(input, output, 1, coordinates)
  const padding = (first: number | undefined) => (first === undefined ? undefined : (taps - 1) / 2 - first)
  return {
    size: [taps, taps],
    stride: [rows.stride, columns.stride],
    padding: [padding(rows.first), padding(columns.first)],
  }
}

/** Distance between the places of two neighbours, and the place of the first. */
function along(input: Shape, output: Shape, axis: 0 | 1, coordinates: Coordinates) {
  const [from, to] = [input[axis], output[axis]]
  if (typeof from !== 'number' || typeof to !== 'number') {
    return { stride: unknownDimension('depends on the size of the input'), first: undefined }
  }
  if (coordinates === 'alignCorners') return { stride: to === 1 ? 1 : (from - 1) / (to - 1), first: 0 }
  return { stride: from / to, first: coordinates === 'topLeft' ? 0 : from / (2 * to) - 0.5 }
}
