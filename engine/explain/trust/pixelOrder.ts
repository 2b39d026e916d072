import type { Evidence } from '../explanation'

/**
 * The pixels of an input of `rows` × `columns`, those with the largest numbers of a map first. A map smaller than the input is
 * enlarged by taking the nearest number.
 */
export function pixelOrder(
  { map, height, width }: Pick<Evidence, 'map' | 'height' | 'width'>,
  rows: number,
  columns: number,
): number[] {
  const value = (pixel: number) => {
    const y = Math.floor(((Math.floor(pixel / columns) + 0.5) * height) / rows)
    const x = Math.floor((((pixel % columns) + 0.5) * width) / columns)
    return map[y * width + x]
  }
  const values = Float32Array.from({ length: rows * columns }, (_, pixel) => value(pixel))
  return [...values.keys()].sort((a, b) => values[b] - values[a])
}
