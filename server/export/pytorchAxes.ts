/** The axis of PyTorch's tensor, which has an image axis, and channels before places. The builder's counts from 1, or from the end. */
export function axisOf(
  axis: number,
  { inputShapes: [{ length: rank }] }: { inputShapes: readonly (readonly number[])[] },
) {
  const index = axis < 0 ? rank + axis : axis - 1
  return index === rank - 1 ? 1 : index + 2
}

/** A tensor of the rank, images not counted, with its channels last, as the builder has them. */
export function channelsLast(tensor: string, rank: number): string {
  return rank === 1 ? tensor : `${tensor}.permute(0, ${[...places(rank).map(axis => axis + 1), 1].join(', ')})`
}

/** A tensor of the rank with channels last, as PyTorch wants it. */
export function channelsFirst(tensor: string, rank: number): string {
  return rank === 1 ? tensor : `${tensor}.permute(0, ${[rank, ...places(rank)].join(', ')})`
}

/** 1 … rank − 1. */
function places(rank: number): number[] {
  return Array.from({ length: rank - 1 }, (_, axis) => axis + 1)
}
