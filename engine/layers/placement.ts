import type { Tensor } from '@tensorflow/tfjs-core'
import type { Padding } from '../../builder/option'
import { slide } from '../../builder/window'
import type { Known } from '../computation'
import { EngineError } from '../engineError'

type Sizes = readonly [number, number]

/** Where a sliding window stands on a map, per axis (height, width), all in elements of the map. */
export interface Placement {
  readonly input: Sizes
  readonly output: Sizes
  readonly strides: Sizes
  readonly dilations: Sizes
  /** Elements a window spans, dilation counted. */
  readonly span: Sizes
  /** Border before the first element. */
  readonly before: Sizes
  /** Border after the last element that the windows reach into; negative where they leave elements unread. */
  readonly after: Sizes
}

export interface PlacementOptions {
  readonly kernelSize: Sizes
  readonly strides: Sizes
  readonly padding: Known<Padding>
  readonly dilationRate?: Sizes
  readonly ceilMode?: boolean
}

/**
 * The same arithmetic as the builder's shapes, for a map of known size.
 *
 * Throws {@link EngineError} `unknown-size` where the window does not fit. TensorFlow.js would give a map without elements,
 * but XNNPACK, on which WASM's convolutions and pooling rest, rounds up to one window: it writes where nothing was
 * allocated, and every later computation with that memory may fail or be wrong.
 */
export function place(options: PlacementOptions, input: Sizes): Placement {
  const { kernelSize, strides, dilationRate = [1, 1], padding, ceilMode } = options
  const along = (axis: 0 | 1) =>
    slide(input[axis], axis === 0 ? 'height' : 'width', {
      window: kernelSize[axis],
      stride: strides[axis],
      dilation: dilationRate[axis],
      padding,
      ceilMode,
    }) as { size: number; span: number; before: number }
  const [rows, columns] = [along(0), along(1)]
  const output: Sizes = [rows.size, columns.size]
  if (!(Math.min(...output) >= 1)) {
    const message = `a window of ${rows.span}×${columns.span} does not fit on a map of ${input.join('×')}`
    throw new EngineError('unknown-size', message, 'Give the network a larger image.')
  }
  const span: Sizes = [rows.span, columns.span]
  const before: Sizes = [rows.before, columns.before]
  const reach = (axis: 0 | 1) => (output[axis] - 1) * strides[axis] + span[axis] - before[axis] - input[axis]
  return { input, output, strides, dilations: dilationRate, span, before, after: [reach(0), reach(1)] }
}

/** Height and width of a map `[images, height, width, channels]`. */
export function mapSize({ shape }: Tensor): Sizes {
  return [shape[1]!, shape[2]!]
}
