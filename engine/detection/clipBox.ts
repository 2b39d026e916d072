import type { Box } from './box'

/** What of a box lies within an image of this size, in the box's unit. */
export function clipBox({ top, left, bottom, right }: Box, height: number, width: number): Box {
  const within = (value: number, most: number) => Math.min(Math.max(value, 0), most)
  return {
    top: within(top, height),
    left: within(left, width),
    bottom: within(bottom, height),
    right: within(right, width),
  }
}
