import type { ArtefactFacts, NumberMap } from '../requests'

/** Least and most of a part of a map; what of the whole is 0, and what its outermost rows and columns hold, so many at each side. */
export function factsOf(
  { height, width, values }: NumberMap,
  within: NumberMap,
  [rows, columns]: readonly [number, number] = [1, 1],
): ArtefactFacts {
  const sum = (is: (y: number, x: number) => boolean) =>
    values.reduce((total, value, i) => total + (is(Math.floor(i / width), i % width) ? value : 0), 0)
  return {
    least: within.values.reduce((least, value) => Math.min(least, value), Infinity),
    most: within.values.reduce((most, value) => Math.max(most, value), -Infinity),
    unread: values.filter(value => value === 0).length,
    places: values.length,
    top: sum(y => y < rows),
    bottom: sum(y => y >= height - rows),
    left: sum((_, x) => x < columns),
    right: sum((_, x) => x >= width - columns),
  }
}

/** A part of a map, the bottom and right sides not included. */
export function crop(
  { width, values }: NumberMap,
  {
    top,
    left,
    bottom,
    right,
  }: { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number },
): NumberMap {
  const size = { height: bottom - top, width: right - left }
  const cropped = Float32Array.from({ length: size.height * size.width }, (_, i) => {
    return values[(top + Math.floor(i / size.width)) * width + left + (i % size.width)]
  })
  return { ...size, values: cropped }
}
