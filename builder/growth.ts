/**
 * What a receptive field gains along one axis after a map was enlarged, in input pixels. The elements of an enlarged map lie
 * closer together than those it was made from, which are `spacing` apart: whatever is gained between them takes in a whole
 * one more. How many depends on the place; {@link largest} tells the most.
 */
export interface Growth {
  readonly spacing: number
  readonly gained: number
}

/** The most pixels gained at any place; growths stand in the order of the enlargements. */
export function largest(growths: readonly Growth[]): number {
  return growths.reduceRight(
    (inner, { spacing, gained }) => Math.ceil((inner + gained) / spacing - TOLERANCE) * spacing,
    0,
  )
}

/** The pixels gained on average. */
export function average(growths: readonly Growth[]): number {
  return growths.reduce((sum, { gained }) => sum + gained, 0)
}

/** Adds to what is gained since the last enlargement. */
export function grown(growths: readonly Growth[], pixels: number): readonly Growth[] {
  const last = growths[growths.length - 1]
  return [...growths.slice(0, -1), { ...last, gained: last.gained + pixels }]
}

/** Errors of floating-point arithmetic, in elements. */
const TOLERANCE = 1e-6
