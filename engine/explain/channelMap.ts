import { reshape, slice, squeeze, type Tensor, tidy } from '@tensorflow/tfjs-core'
import { EngineError } from '../engineError'
import type { ChannelMap } from '../requests'
import { mapSize } from './activationMaps'

/** How many bars the histogram has at most. */
const BARS = 32

/**
 * One channel of a layer's output as numbers, and how they are spread.
 *
 * Output  the numbers, row by row; a histogram of the finite ones from the least to the largest in {@link BARS} bars of equal
 *         width, the last one with both ends; a single bar where all are equal
 * Error   {@link EngineError} `unknown-layer` for a channel that the layer has not
 */
export async function channelMap(output: Tensor, layer: string, channel: number): Promise<Omit<ChannelMap, 'trained'>> {
  const { height, width, channels } = mapSize(output.shape.slice(1))
  if (channel >= channels) {
    throw new EngineError('unknown-layer', `${layer} has no channel ${channel}`, 'Choose one of its channels.')
  }
  const picked = tidy(() => squeeze(slice(reshape(output, [height * width, channels]), [0, channel], [-1, 1]), [1]))
  try {
    const values = (await picked.data()) as Float32Array<ArrayBuffer>
    return { layer, channel, height, width, values, histogram: histogramOf(values) }
  } finally {
    picked.dispose()
  }
}

function histogramOf(values: Float32Array): ChannelMap['histogram'] {
  const finite = values.filter(Number.isFinite)
  if (finite.length === 0) return { from: 0, to: 0, counts: [] }
  const from = finite.reduce((least, value) => Math.min(least, value), Infinity)
  const to = finite.reduce((most, value) => Math.max(most, value), -Infinity)
  const counts = Array<number>(from === to ? 1 : BARS).fill(0)
  for (const value of finite) {
    const bar = from === to ? 0 : Math.floor(((value - from) / (to - from)) * BARS)
    counts[Math.min(bar, counts.length - 1)]++
  }
  return { from, to, counts }
}
