import { ceilDivide, type Dimension, formatDimension } from '../dimension'
import type { Padding, Pair } from '../option'
import type { Problem } from '../problem'
import type { Shape } from '../shape'
import { type Slide, type SlidingWindow, slide } from '../window'

/** What every layer with a sliding window has among its options; pooling calls its kernel `poolSize`. */
export interface SlidingOptions {
  readonly kernelSize: Pair
  readonly strides: Pair
  readonly padding: Padding
  readonly dilationRate?: Pair
  readonly ceilMode?: boolean
}

/** The window slid over both axes of a map `[height, width, channels]`. */
export function slideMap(options: SlidingOptions, input: Shape): { rows: Slide; columns: Slide } {
  const { kernelSize, strides, dilationRate, padding, ceilMode } = options
  const along = (axis: 0 | 1) =>
    slide(input[axis], axis === 0 ? 'height' : 'width', {
      window: kernelSize[axis],
      stride: strides[axis],
      dilation: dilationRate?.[axis],
      padding,
      ceilMode,
    })
  return { rows: along(0), columns: along(1) }
}

export function slidingWindow(options: SlidingOptions, input: Shape): SlidingWindow {
  const { rows, columns } = slideMap(options, input)
  return { size: [rows.span, columns.span], stride: options.strides, padding: [rows.before, columns.before] }
}

/** The problem that the window is larger than its input, if it is. */
export function fits(options: SlidingOptions, input: Shape): Problem | undefined {
  const { rows, columns } = slideMap(options, input)
  const tooLarge = [rows, columns].some(({ size }) => typeof size === 'number' && size < 1)
  if (!tooLarge) return undefined
  const window = `${formatDimension(rows.span)}×${formatDimension(columns.span)}`
  const border = typeof options.padding === 'string' || Object.values(options.padding).every(side => side === 0)
  const map = `${formatDimension(input[0])}×${formatDimension(input[1])}`
  return {
    rule: 'window-larger-than-input',
    option: 'kernelSize',
    message: `window ${window} is larger than its ${map} input${border ? '' : ' with its border'}`,
  }
}

/** The problem that groups do not divide the channels or the filters evenly, if so. */
export function dividesGroups(channels: Dimension, filters: Dimension, groups: Dimension): Problem | undefined {
  if (typeof groups !== 'number') return undefined
  for (const [size, what] of [
    [channels, 'input channels'],
    [filters, 'filters'],
  ] as const) {
    if (typeof size === 'number' && size % groups !== 0) {
      return {
        rule: 'groups-do-not-divide',
        option: 'groups',
        message: `${groups} groups do not divide ${size} ${what}`,
      }
    }
  }
  return undefined
}

/** Channels per group; exact wherever {@link dividesGroups} finds no problem. */
export function perGroup(channels: Dimension, groups: Dimension): Dimension {
  return ceilDivide(channels, groups)
}
