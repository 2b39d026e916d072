import type { Tensor } from '@tensorflow/tfjs-core'
import { EngineError } from '../engineError'
import type { FilterNumbers } from '../requests'
import type { Kernel } from './kernelsOf'
import { readKernel, sizesOf } from './readKernel'

/**
 * All weights of one of a kernel's filters, and what it adds, where the layer has a bias.
 *
 * Throws {@link EngineError} `unknown-layer` for a filter that the layer has not.
 */
export async function filterNumbers(
  kernel: Kernel,
  filter: number,
  bias: Tensor | undefined,
  signal?: AbortSignal,
): Promise<Omit<FilterNumbers, 'layer' | 'weight' | 'filter' | 'trained'>> {
  const { filters, ...sizes } = sizesOf(kernel)
  if (!(Number.isInteger(filter) && filter >= 0 && filter < filters)) {
    const message = `there is no filter ${filter}; there are ${filters}, from 0 on`
    throw new EngineError('unknown-layer', message, 'Choose one of the filters.')
  }
  const { height, width, channels } = sizes
  const values = new Float32Array(channels * height * width)
  await readKernel(
    kernel,
    (value, of, channel, row, column) => {
      if (of === filter) values[(channel * height + row) * width + column] = value
    },
    signal,
  )
  return {
    ...{ ...sizes, values, firstChannel: Math.floor((filter * kernel.groups) / filters) * channels },
    ...(kernel.makesOutput && bias !== undefined ? { bias: (await bias.data())[filter] } : {}),
  }
}
