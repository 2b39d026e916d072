import { formatCount } from '../../builder/format'

/** A count in few digits: `138.4 M`, `2,048`. */
export function shortCount(count: number): string {
  return count < 1e6 ? formatCount(count) : `${(count / 1e6).toFixed(1)} M`
}
