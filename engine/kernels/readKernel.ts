import { reshape, slice, tidy } from '@tensorflow/tfjs-core'
import { EngineError } from '../engineError'
import type { Kernel } from './kernelsOf'

/** Sizes of a kernel's axes. */
export interface KernelSizes {
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly filters: number
}

export function sizesOf({ axes }: Kernel): KernelSizes {
  const { row: height, column: width, channel: channels, filter: filters } = Object.fromEntries(axes)
  return { height, width, channels, filters }
}

/**
 * Reads every weight in the order of memory and hands it over with its place. A large kernel is read in parts, so that it is
 * never in memory twice.
 */
export async function readKernel(
  { tensor, axes }: Kernel,
  take: (value: number, filter: number, channel: number, row: number, column: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const place = { row: 0, column: 0, channel: 0, filter: 0 }
  for (let start = 0; start < tensor.size; start += PART) {
    if (signal?.aborted) throw new EngineError('cancelled', 'the request was cancelled', 'Ask again.')
    const length = Math.min(PART, tensor.size - start)
    const part = tidy(() => slice(reshape(tensor, [tensor.size]), start, length))
    const values = await part.data()
    part.dispose()
    for (const value of values) {
      take(value, place.filter, place.channel, place.row, place.column)
      for (let axis = axes.length - 1; axis >= 0; axis--) {
        const [name, size] = axes[axis]
        if (++place[name] < size) break
        place[name] = 0
      }
    }
  }
}

/** 16 megabytes. */
const PART = 2 ** 22
