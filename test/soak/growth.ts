/** A quantity that is looked at again and again; growth below `slack`, in its own unit, is none. */
export interface Quantity {
  readonly name: string
  readonly slack: number
}

/** How a quantity went on. The first quarter of the looks is left out of the trend: caches fill, and the compiler works. */
export interface Course {
  readonly firstHalf: number
  readonly secondHalf: number
  /** The median of the slopes between any two looks (Theil and Sen), times the time between the first and the last of them. */
  readonly trend: number
  /** Whether it grows without end, as far as these looks can tell. */
  readonly grows: boolean
}

/** By chance alone, a flat quantity looks like a growing one in less than one of a hundred cases. */
const SURE = 2.33
/** A part of the quantity that it may gain without being taken for growing. */
const ALLOWED = 0.05

/**
 * Tells a quantity that grows from one that goes up and down, by looks at equal distances. It grows where both is true: the
 * looks rise more often than chance would have it (Mann 1945, Kendall 1975), and the trend is more than a twentieth of the
 * quantity and more than its slack.
 */
export function courseOf(looks: readonly number[], { slack }: Pick<Quantity, 'slack'>): Course {
  const half = looks.length >> 1
  const settled = looks.slice(looks.length >> 2)
  const trend = median(slopes(settled)) * (settled.length - 1)
  const middle = median(settled)
  const grows = significance(settled) > SURE && trend > Math.max(slack, Math.abs(middle) * ALLOWED)
  return { firstHalf: mean(looks.slice(0, half)), secondHalf: mean(looks.slice(half)), trend, grows }
}

function slopes(values: readonly number[]): number[] {
  return pairs(values).map(([from, to, distance]) => (to - from) / distance)
}

/** The score of Mann and Kendall: how many standard deviations more rises than falls there are. Equal looks are neither. */
function significance(values: readonly number[]): number {
  const count = values.length
  const rises = pairs(values).reduce((sum, [from, to]) => sum + Math.sign(to - from), 0)
  const ties = [...new Set(values)].map(value => values.filter(other => other === value).length)
  const spread = (many: number) => many * (many - 1) * (2 * many + 5)
  const variance = (spread(count) - ties.reduce((sum, many) => sum + spread(many), 0)) / 18
  return variance === 0 ? 0 : (rises - Math.sign(rises)) / Math.sqrt(variance)
}

/** Every two values, the earlier first, and how far they are apart. */
function pairs(values: readonly number[]): [number, number, number][] {
  return values.flatMap((from, at) =>
    values.slice(at + 1).map((to, further): [number, number, number] => [from, to, further + 1]),
  )
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted.length === 0 ? 0 : (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2
}
