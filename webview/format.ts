/** `61,706` */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US')
}

/** `99.8 %`; what is not nothing is never shown as 0, and what is not certain never as 100. */
export function formatPercent(share: number): string {
  if (share > 0 && share < 0.0005) return '< 0.1 %'
  if (share < 1 && share >= 0.9995) return '> 99.9 %'
  return `${(100 * share).toFixed(1)} %`
}

/** Three significant digits, as people write numbers: `0.0123`, `-4.56`, `1,230`, `1.2e-7`. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (size >= 1e7 || size < 1e-4) return value.toExponential(1)
  return Number(value.toPrecision(3)).toLocaleString('en-US', { maximumSignificantDigits: 3 })
}

/** `28×28×6`; `?` for a size that depends on the image. */
export function formatSizes(shape: readonly (number | null)[]): string {
  return shape.map(size => size ?? '?').join('×')
}

/** `28 ms`, `1.4 s` */
export function formatTime(milliseconds: number): string {
  if (milliseconds < 1) return '< 1 ms'
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`
}
