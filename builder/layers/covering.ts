import { type Dimension, unknownDimension } from '../dimension'
import type { Padding, Pair } from '../option'
import type { Shape } from '../shape'
import { type SlidingWindow, slide } from '../window'

/**
 * The window of a layer that runs a sliding window backwards, as transposed convolution and unpooling do: an output element
 * comes from every window that covers it.
 *
 * Those around output o lie at (o + border − (kernel − 1) / 2) / stride, and there are ⌈kernel / stride⌉ of them at most;
 * fewer at some places where the stride does not divide the kernel, so that the window is a bound.
 */
export function coveringWindow(kernel: Pair, strides: Pair, padding: Padding, output: Shape): SlidingWindow {
  const [rows, columns] = ([0, 1] as const).map(axis => {
    const [window, stride] = [kernel[axis], strides[axis]]
    const { before } = slide(output[axis], axis === 0 ? 'height' : 'width', { window, stride, padding })
    return along(window, stride, before)
  })
  return {
    size: [rows.size, columns.size],
    stride: [rows.stride, columns.stride],
    padding: [rows.padding, columns.padding],
    ...(rows.bound || columns.bound ? { bound: true } : {}),
  }
}

function along(kernel: Dimension, stride: Dimension, border: Dimension | undefined) {
  if (typeof kernel !== 'number' || typeof stride !== 'number') {
    const unknown = unknownDimension('the window is not known')
    return { size: unknown, stride: unknown, padding: undefined, bound: true }
  }
  const size = Math.ceil(kernel / stride)
  const padding = typeof border === 'number' ? (size - 1) / 2 + ((kernel - 1) / 2 - border) / stride : undefined
  return { size, stride: 1 / stride, padding, bound: kernel % stride !== 0 }
}
