import { type Dimension, formatDimension, multiply, subtract } from '../dimension'
import type { Problem } from '../problem'
import type { Shape } from '../shape'
import { type Slide, type SlidingWindow, slide } from '../window'

/** What every layer with a window that slides along a sequence has among its options. */
export interface SlidingLengthOptions {
  readonly kernelSize: Dimension
  readonly strides: Dimension
  readonly padding: 'same' | 'valid' | 'causal'
  readonly dilationRate?: Dimension
}

/** The window slid along a sequence `[length, channels]`; 'causal' pads the start alone, so that none looks ahead. */
export function slideLength(options: SlidingLengthOptions, input: Shape): Slide {
  const { kernelSize, strides, dilationRate = 1, padding } = options
  const start = multiply(subtract(kernelSize, 1), dilationRate)
  return slide(input[0], 'height', {
    window: kernelSize,
    stride: strides,
    dilation: dilationRate,
    padding: padding === 'causal' ? { top: start, bottom: 0, left: 0, right: 0 } : padding,
  })
}

/** A sequence is an image of one column: its length takes the place of the height. */
export function slidingLengthWindow(options: SlidingLengthOptions, input: Shape): SlidingWindow {
  const { span, before } = slideLength(options, input)
  return { size: [span, 1], stride: [options.strides, 1], padding: [before, 0] }
}

/** The problem that the window is longer than its input, if it is. */
export function fitsLength(options: SlidingLengthOptions, input: Shape): Problem | undefined {
  const { size, span } = slideLength(options, input)
  if (typeof size !== 'number' || size >= 1) return undefined
  const message = `window of ${formatDimension(span)} is longer than its input of ${formatDimension(input[0])}`
  return { rule: 'window-larger-than-input', option: 'kernelSize', message }
}
