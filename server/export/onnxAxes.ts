/**
 * Where an axis of the builder's tensor is in ONNX's, which has an axis of images, and channels before places: [height,
 * width, channels] is [images, channels, height, width].
 */
export function onnxAxis(index: number, rank: number): number {
  if (rank === 1) return 1
  return index === rank - 1 ? 1 : index + 2
}

/** As {@link onnxAxis}, of an axis as options count them: from 1, or from the end. */
export function onnxAxisOf(axis: number, rank: number): number {
  return onnxAxis(axis < 0 ? rank + axis : axis - 1, rank)
}

/** A shape with images, channels, then places. */
export function onnxShape(images: number | string, shape: readonly number[]): (number | string)[] {
  return [images, ...lastToFirst(shape)]
}

/** The order of axes that moves channels behind the places. */
export function channelsLast(rank: number): number[] {
  return [0, ...Array.from({ length: rank }, (_, index) => onnxAxis(index, rank))]
}

/** The order of axes that moves channels before the places. */
export function channelsFirst(rank: number): number[] {
  return [0, ...lastToFirst(Array.from({ length: rank }, (_, index) => index + 1))]
}

/** The last entry before the others. */
export function lastToFirst<Entry>(entries: readonly Entry[]): Entry[] {
  return [...entries.slice(-1), ...entries.slice(0, -1)]
}
