import type { Layer } from '../../builder/graph'

/** How many places along an axis a window reaches over, those that a dilation passes over among them; 1 for a layer without one. */
export function windowSpan({ options }: Layer, axis: number): number {
  const window = ((options.kernelSize ?? options.poolSize) as readonly number[] | undefined)?.[axis] ?? 1
  const rate = (options.dilationRate as readonly number[] | undefined)?.[axis] ?? 1
  return (window - 1) * rate + 1
}
