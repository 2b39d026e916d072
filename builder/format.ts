import { type Dimension, formatDimension, unknownReason } from './dimension'

/** `1,168`; symbolic ones as they are, `?` where unknown. */
export function formatCount(value: Dimension): string {
  return typeof value === 'number' ? value.toLocaleString('en-US') : formatDimension(value)
}

/** Bytes in the unit that reads best: `18.4 KiB`. */
export function formatBytes(bytes: Dimension): string {
  if (typeof bytes !== 'number') return unknownReason(bytes) === undefined ? `${formatDimension(bytes)} B` : '?'
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB']
  let unit = 0
  let size = bytes
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024
    unit += 1
  }
  return `${unit === 0 ? size : size.toFixed(size < 10 ? 2 : 1)} ${units[unit]}`
}
