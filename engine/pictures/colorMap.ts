import type { Image } from '../requests'
import { colorTables } from './colorTables'

/** Paints numbers of 0…1, row by row, in viridis: opaque pixels. Numbers outside are taken for the nearer end. */
export function paint(values: Float32Array, width: number, height: number): Image {
  const { viridis } = colorTables
  const data = new Uint8ClampedArray(4 * width * height)
  for (let i = 0; i < values.length; i++) {
    const entry = 3 * Math.min(255, Math.max(0, Math.floor(values[i] * 256)))
    data[4 * i] = viridis[entry]
    data[4 * i + 1] = viridis[entry + 1]
    data[4 * i + 2] = viridis[entry + 2]
    data[4 * i + 3] = 255
  }
  return { width, height, data }
}
