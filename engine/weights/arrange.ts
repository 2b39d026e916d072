import type { WeightSlot } from './slots'
import type { SourceWeight } from './sourceWeight'
import { transpose } from './transpose'

/**
 * How a file's tensor becomes what the network wants; undefined where it does not fit. It is done when it is called, since
 * many are tried and few are used.
 *
 * Where filters come first (PyTorch, ONNX), kernels are turned: [filters, channels, height, width] → [height, width,
 * channels, filters], and the inputs of a dense layer behind a flattened map, which were counted channel by channel, are
 * counted place by place. Axes of length 1 may be missing or more.
 */
export function arrangement(slot: WeightSlot, source: SourceWeight): (() => Float32Array) | undefined {
  const { shape, layout } = source
  const isEqual = sameShape(withoutOnes(slot.shape), withoutOnes(shape))
  if (layout !== 'channelsFirst') return isEqual ? () => source.values : undefined
  if (slot.weight === 'depthwiseKernel') return depthwise(slot, source)
  if (!/kernel$/i.test(slot.weight) && slot.shape.length > 2) return placed(slot, source)
  if (!/kernel$/i.test(slot.weight) || slot.shape.length < 2)
    return isEqual ? () => placeByPlace(slot, source.values) : undefined
  const order = filtersFirst(slot.shape.length)
  const turned = order.map(axis => slot.shape[axis])
  // A dense layer's matrix also fits a 1×1 convolution, and the other way round.
  if (!sameShape(withoutOnes(turned), withoutOnes(shape))) return undefined
  return () => placeByPlace(slot, transpose(source.values, turned, inverse(order)))
}

/**
 * Where each axis of the file's kernel is in the network's. A transposed convolution's kernel is [height, width, filters,
 * channels] here and [channels, filters, height, width] there: the same axes change places.
 */
function filtersFirst(rank: number): number[] {
  const places = Array.from({ length: rank - 2 }, (_, axis) => axis)
  return [rank - 1, rank - 2, ...places]
}

/** [channels · multiplier, 1, height, width] → [height, width, channels, multiplier]. */
function depthwise({ shape }: WeightSlot, source: SourceWeight): (() => Float32Array) | undefined {
  const [height, width, channels, multiplier] = shape
  if (!sameShape(source.shape, [channels * multiplier, 1, height, width])) return undefined
  return () => transpose(source.values, [channels, multiplier, height, width], [2, 3, 0, 1])
}

/** Slopes or scales of a whole map: [channels, height, width] → [height, width, channels]. */
function placed({ shape }: WeightSlot, source: SourceWeight): (() => Float32Array) | undefined {
  const order = [...shape.keys()].slice(-1).concat([...shape.keys()].slice(0, -1))
  const turned = order.map(axis => shape[axis])
  if (!sameShape(withoutOnes(turned), withoutOnes(source.shape))) return undefined
  return () => transpose(source.values, turned, inverse(order))
}

/** The rows of a dense layer, or a vector, behind a flattened map of [height, width, channels]. */
function placeByPlace({ flattened, shape }: WeightSlot, values: Float32Array): Float32Array {
  if (!flattened) return values
  const [height, width, channels] = flattened
  if (shape[0] !== height * width * channels) return values
  return transpose(values, [channels, height, width, values.length / shape[0]], [1, 2, 0, 3])
}

function inverse(order: readonly number[]): number[] {
  return order.map((_, axis) => order.indexOf(axis))
}

function withoutOnes(shape: readonly number[]): number[] {
  return shape.filter(size => size !== 1)
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis])
}
