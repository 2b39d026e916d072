import { paint } from '../../../engine/pictures/colorMap'
import { paintSigned } from '../../../engine/pictures/paintSigned'
import type { ExplanationMap, Image } from '../../../engine/requests'
import type { MethodsState } from '../../state'

/**
 * A map in colours that say the same for every method: from blue for what speaks most against the target over white to red for
 * what speaks most for it; or by rank, so that the brightest tenth is as large in each. Or in the method's own colours.
 */
export function comparedHeat({ heat, intensity }: ExplanationMap, colours: MethodsState['colours']): Image {
  const { width, height } = heat
  if (colours === 'signed') return paintSigned(intensity, width, height)
  if (colours === 'rank') return paint(shareBelow(intensity), width, height)
  return heat
}

/** For each number the share of all that are less, 0 to 1. */
export function shareBelow(values: Float32Array): Float32Array {
  const sorted = values.slice().sort()
  return values.map(value => firstAt(sorted, value) / values.length)
}

/** How many of the sorted numbers are less. */
function firstAt(sorted: Float32Array, value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle] < value) low = middle + 1
    else high = middle
  }
  return low
}
