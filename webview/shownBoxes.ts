import { nonMaximumSuppression } from '../engine/detection/nonMaximumSuppression'
import type { FoundBox, Reading } from '../engine/requests'
import type { State } from './state'

/** The boxes that are sure enough and do not say the same as a surer one, the surest first. */
export function shownBoxes({ prediction, reading: { threshold, overlap } }: State): readonly FoundBox[] {
  const { reading } = prediction ?? {}
  if (reading?.kind !== 'boxes') return []
  if (kept?.reading !== reading || kept.threshold !== threshold || kept.overlap !== overlap) {
    const limits = { scoreThreshold: threshold, overlapThreshold: overlap }
    kept = { reading, threshold, overlap, boxes: nonMaximumSuppression(reading.boxes, limits) }
  }
  return kept.boxes
}

/** Every view asks for the same boxes, at every event. */
let kept:
  | { readonly reading: Reading; readonly threshold: number; readonly overlap: number; readonly boxes: FoundBox[] }
  | undefined

/** The box that is explained: the one chosen, else the surest. */
export function explainedBox(state: State): FoundBox | undefined {
  const { box: chosen } = state.reading
  const boxes = shownBoxes(state)
  return boxes.find(({ output, element }) => output === chosen?.output && element === chosen.element) ?? boxes[0]
}
