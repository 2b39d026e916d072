import { ssdPriors } from '../../engine/detection/ssdPriors'
import { SCENE_SIZE } from './scenes'

/** The default boxes of examples/detection/ssd.ts, in fractions of the scene: two squares at each place of both maps. */
export const scenePriors = ssdPriors(
  [
    { height: 16, width: 16, step: 4, size: 12, nextSize: 18, aspectRatios: [] },
    { height: 8, width: 8, step: 8, size: 18, nextSize: 22, aspectRatios: [] },
  ],
  SCENE_SIZE,
)

/** What its offsets of centre and size are multiplied with. */
export const VARIANCES = [0.1, 0.2] as const
