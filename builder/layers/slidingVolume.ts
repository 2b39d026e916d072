import { type Dimension, formatDimension } from '../dimension'
import type { Problem } from '../problem'
import type { Shape } from '../shape'
import { type Slide, type SlidingWindow, slide } from '../window'
import type { Triple } from './extents'
import { unknownWindow } from './unknownWindow'

/** What every layer with a window that slides through a volume has among its options. */
export interface SlidingVolumeOptions {
  readonly kernelSize: Triple
  readonly strides: Triple
  readonly padding: 'same' | 'valid'
  readonly dilationRate?: Triple
}

/** Depth, height and width of the volume that a window sliding through `[depth, height, width, channels]` gives. */
export function slideVolume(options: SlidingVolumeOptions, input: Shape): Triple {
  const [depth, rows, columns] = slides(options, input)
  return [depth.size, rows.size, columns.size]
}

/** The problem that the window is larger than its input, if it is. */
export function fitsVolume(options: SlidingVolumeOptions, input: Shape): Problem | undefined {
  const axes = slides(options, input)
  if (!axes.some(({ size }) => typeof size === 'number' && size < 1)) return undefined
  const form = (sides: readonly Dimension[]) => sides.map(formatDimension).join('×')
  const message = `window ${form(axes.map(({ span }) => span))} is larger than its ${form(input.slice(0, 3))} input`
  return { rule: 'window-larger-than-input', option: 'kernelSize', message }
}

/** Receptive fields are told for height and width; what looks along a third axis as well is not told. */
export function volumeWindow(): SlidingWindow {
  return unknownWindow('the receptive field of volumes is not told')
}

function slides({ kernelSize, strides, padding, dilationRate }: SlidingVolumeOptions, input: Shape): Slide[] {
  return ([0, 1, 2] as const).map(axis =>
    slide(input[axis], 'height', {
      window: kernelSize[axis],
      stride: strides[axis],
      dilation: dilationRate?.[axis],
      padding,
    }),
  )
}
