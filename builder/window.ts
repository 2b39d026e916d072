import { add, ceilDivide, type Dimension, floorDivide, multiply, subtract, unknownDimension } from './dimension'
import type { Padding } from './option'

/**
 * How far one output element looks into a layer's input, per axis (height, width), in elements of that input.
 *
 * - `elementwise`: just the element at the same place
 * - `global`: everything
 * - `gate`: the element at the same place, and everything through a number computed from the whole map, such as the
 *   statistics of a group normalisation
 * - else output i sees `size` elements from `stride · i − padding` on; up-sampling layers have fractional strides.
 *   `undefined` where a number is not known, such as TensorFlow's uneven padding for an unknown input size.
 */
export type Window = 'elementwise' | 'global' | 'gate' | SlidingWindow

export interface SlidingWindow {
  readonly size: readonly [Dimension, Dimension]
  readonly stride: readonly [Dimension, Dimension]
  readonly padding: readonly [Dimension | undefined, Dimension | undefined]
  /** Windows differ from place to place; each lies within the one given. */
  readonly bound?: boolean
}

/** One axis of a window that slides over an input: output size and the border before the first element. */
export interface Slide {
  readonly size: Dimension
  readonly before: Dimension | undefined
  /** Elements one window spans, dilation counted. */
  readonly span: Dimension
}

export interface SlideOptions {
  readonly window: Dimension
  readonly stride: Dimension
  readonly dilation?: Dimension
  readonly padding: Padding
  readonly ceilMode?: boolean
}

/**
 * Slides a window along one axis of `input` elements.
 *
 * `same` gives ⌈input / stride⌉ and pads what that takes, the odd element at the end (TensorFlow); `valid` and explicit
 * padding give ⌊(input + border − span) / stride⌋ + 1, rounded up with `ceilMode`, where a window that would start
 * beyond the input and its leading border is dropped (Caffe, PyTorch). The size is below 1 where the window does not fit.
 */
export function slide(input: Dimension, axis: 'height' | 'width', options: SlideOptions): Slide {
  const { window, stride, dilation = 1, padding, ceilMode = false } = options
  const span = add(multiply(subtract(window, 1), dilation), 1)
  if (padding === 'same') {
    const size = ceilDivide(input, stride)
    return { size, span, before: sameBorder(input, size, span, stride) }
  }
  const [before, after] = padding === 'valid' ? [0, 0] : borders(padding, axis)
  const room = subtract(add(input, before, after), span)
  if (!ceilMode) return { size: add(floorDivide(room, stride), 1), span, before }
  const size = add(ceilDivide(room, stride), 1)
  const overhang = subtract(add(after, stride), span)
  if (typeof overhang === 'number' && overhang <= 0) return { size, span, before }
  const lastStart = subtract(multiply(subtract(size, 1), stride), add(input, before))
  if (typeof lastStart !== 'number') {
    return { size: unknownDimension('the last window may start beyond the input'), span, before }
  }
  return { size: lastStart >= 0 ? subtract(size, 1) : size, span, before }
}

/** Explicit padding as the border before and after one axis. */
export function borders(padding: Exclude<Padding, string>, axis: 'height' | 'width'): [Dimension, Dimension] {
  return axis === 'height' ? [padding.top, padding.bottom] : [padding.left, padding.right]
}

function sameBorder(input: Dimension, size: Dimension, span: Dimension, stride: Dimension): Dimension | undefined {
  const total = subtract(add(multiply(subtract(size, 1), stride), span), input)
  return typeof total === 'number' ? Math.floor(Math.max(0, total) / 2) : undefined
}
