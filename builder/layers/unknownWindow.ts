import { unknownDimension } from '../dimension'
import type { SlidingWindow } from '../window'

/** The window of a layer of which `reason` says why its receptive field is not told. */
export function unknownWindow(reason: string): SlidingWindow {
  const unknown = unknownDimension(reason)
  return { size: [unknown, unknown], stride: [unknown, unknown], padding: [undefined, undefined] }
}
