import { concat, pad, reshape, slice, stridedSlice, type Tensor, type Tensor4D, zeros } from '@tensorflow/tfjs-core'

type Sizes = readonly [number, number]

/** Puts `strides − 1` zeros between the elements of a map; none behind the last. */
export function spread(map: Tensor4D, strides: Sizes): Tensor4D {
  const [images, height, width, channels] = map.shape
  const [rowStride, columnStride] = strides
  if (rowStride === 1 && columnStride === 1) return map
  // Rank 3 throughout: the WebGL backend pads and slices no more than four axes.
  let spread: Tensor = map
  if (columnStride > 1) {
    const gaps = zeros([images * height * width, columnStride - 1, channels])
    spread = concat([reshape(spread, [images * height * width, 1, channels]), gaps], 1)
  }
  const row = width * columnStride * channels
  if (rowStride > 1) {
    const gaps = zeros([images * height, rowStride - 1, row])
    spread = concat([reshape(spread, [images * height, 1, row]), gaps], 1)
  }
  const rows = height * rowStride
  const columns = width * columnStride
  return slice(
    reshape(spread, [images, rows, columns, channels]) as Tensor4D,
    [0, 0, 0, 0],
    [images, rows - rowStride + 1, columns - columnStride + 1, channels],
  )
}

/** Every `strides`-th element of a map, from the first on. */
export function subsample(map: Tensor4D, strides: Sizes): Tensor4D {
  if (strides[0] === 1 && strides[1] === 1) return map
  return stridedSlice(map, [0, 0, 0, 0], map.shape, [1, strides[0], strides[1], 1]) as Tensor4D
}

/** Adds a border around a map, or cuts it where a side is negative. */
export function border(map: Tensor4D, before: Sizes, after: Sizes, value = 0): Tensor4D {
  const cut = (size: number) => Math.max(0, -size)
  const grown = (size: number) => Math.max(0, size)
  const [images, height, width, channels] = map.shape
  let result = map
  if (Math.min(...before, ...after) < 0) {
    const size = [
      images,
      height - cut(before[0]) - cut(after[0]),
      width - cut(before[1]) - cut(after[1]),
      channels,
    ] as const
    result = slice(result, [0, cut(before[0]), cut(before[1]), 0], [...size])
  }
  if (Math.max(...before, ...after) <= 0) return result
  const sides = [0, 1].map(axis => [grown(before[axis]), grown(after[axis])] as [number, number])
  return pad(result, [[0, 0], ...sides, [0, 0]], value)
}
