import type { PriorMap } from '../../builder/boxReading'
import type { CenteredBox } from './box'

/**
 * SSD's default boxes of all maps, in fractions of the image, in the order in which the network predicts them: map by map,
 * row by row, place by place. At a place: the square, the larger square (√(size · nextSize)), then for each ratio a the
 * boxes of size·√a by size/√a, wide and then high.
 *
 * Source  Liu et al. 2016, SSD, §2.2, https://arxiv.org/abs/1512.02325, in the order of the authors' PriorBox layer
 */
export function ssdPriors(maps: readonly PriorMap[], imageSize: number): CenteredBox[] {
  return maps.flatMap(({ height, width, step, size, nextSize, aspectRatios }) => {
    const larger = Math.sqrt(size * nextSize)
    const shapes = [
      [size, size],
      [larger, larger],
      ...aspectRatios.flatMap(ratio => {
        const [long, short] = [size * Math.sqrt(ratio), size / Math.sqrt(ratio)]
        return [
          [short, long],
          [long, short],
        ]
      }),
    ]
    return Array.from({ length: height * width }, (_, place) => {
      const y = ((Math.floor(place / width) + 0.5) * step) / imageSize
      const x = (((place % width) + 0.5) * step) / imageSize
      return shapes.map(([high, wide]) => ({ y, x, height: high / imageSize, width: wide / imageSize }))
    }).flat()
  })
}
