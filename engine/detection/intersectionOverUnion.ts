import type { Box } from './box'

/**
 * The area two boxes share, as a part of the area they cover together: 1 for equal boxes, 0 for boxes that do not meet, and
 * where neither has an area.
 *
 * Source  Everingham et al. 2010, The PASCAL Visual Object Classes Challenge, §4.2, equation 4
 */
export function intersectionOverUnion(a: Box, b: Box): number {
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  const shared = Math.max(0, height) * Math.max(0, width)
  const together = area(a) + area(b) - shared
  return together > 0 ? shared / together : 0
}

function area({ top, left, bottom, right }: Box): number {
  return Math.max(0, bottom - top) * Math.max(0, right - left)
}
