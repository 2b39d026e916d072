import type { PriorMap } from '../boxReading'

/** The maps of SSD300 and SSD512 on PASCAL VOC, as the authors' scripts set them; DSOD's are those of SSD300. */
export const ssdMaps = {
  300: maps([38, 19, 10, 5, 3, 1], [8, 16, 32, 64, 100, 300], [30, 60, 111, 162, 213, 264, 315], 2),
  512: maps(
    [64, 32, 16, 8, 4, 2, 1],
    [8, 16, 32, 64, 128, 256, 512],
    [35.84, 76.8, 153.6, 230.4, 307.2, 384, 460.8, 537.6],
    2,
  ),
} as const

/** The first map and the last `narrow` ones have the ratios 2:1 and 1:2 only, the others 3:1 and 1:3 as well. */
function maps(
  sides: readonly number[],
  steps: readonly number[],
  sizes: readonly number[],
  narrow: number,
): readonly PriorMap[] {
  return sides.map((side, map) => ({
    height: side,
    width: side,
    step: steps[map],
    size: sizes[map],
    nextSize: sizes[map + 1],
    aspectRatios: map === 0 || map >= sides.length - narrow ? [2] : [2, 3],
  }))
}
