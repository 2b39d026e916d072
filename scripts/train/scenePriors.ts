import type { PriorMap } from '../../builder/boxReading'
import { ssdPriors } from '../../engine/detection/ssdPriors'
import model from '../../examples/detection/ssd'
import { SCENE_SIZE } from './scenes'

/** The default boxes of examples/detection/ssd.ts, in fractions of the scene. */
export const scenePriors = ssdPriors((model.graph.info.boxes as { maps: readonly PriorMap[] }).maps, SCENE_SIZE)

/** What its offsets of centre and size are multiplied with. */
export const VARIANCES = [0.1, 0.2] as const
