import type { Tensor } from '@tensorflow/tfjs-core'
import type { ActivationMaps, ChannelStatistics } from '../requests'
import { NOT_FINITE } from './notFinite'
import { saturatedFrom } from './saturation'

/**
 * What does each channel of a layer respond to? Its output for one image, one tile a channel.
 *
 * Needs   any layer's output, [1, height, width, channels], [1, length, channels] or [1, units]; no gradient. `kind` is that of
 *         the layer, which says where it saturates
 * Output  statistics of every channel, exact; every channel as levels of 0…254 from its own minimum to its own maximum. A
 *         channel that is the same everywhere has level 0. Tiles of more than {@link MOST_PIXELS} together are shrunk by averaging.
 * Cost    one forward pass as far as the layer
 * Source  Zeiler and Fergus 2014, Visualizing and Understanding Convolutional Networks, §4
 */
export async function activationMaps(
  output: Tensor,
  kind: string,
  mostPixels = MOST_PIXELS,
): Promise<Omit<ActivationMaps, 'layer' | 'trained'>> {
  const shape = output.shape.slice(1)
  const { height, width, channels } = mapSize(shape)
  const values = (await output.data()) as Float32Array
  const statistics = channelStatistics(values, channels, kind)
  const shrink = Math.ceil(Math.sqrt(values.length / mostPixels))
  const [tileHeight, tileWidth] = [Math.ceil(height / shrink), Math.ceil(width / shrink)]
  const tiles = new Uint8Array(tileHeight * tileWidth * channels)
  for (const [channel, { min, max }] of statistics.entries()) {
    const scale = max > min ? 254 / (max - min) : 0
    for (let row = 0; row < tileHeight; row++)
      for (let column = 0; column < tileWidth; column++) {
        const value = meanOf(values, { height, width, channels }, channel, row * shrink, column * shrink, shrink)
        const level = Number.isFinite(value) ? Math.round((value - min) * scale) : NOT_FINITE
        tiles[(channel * tileHeight + row) * tileWidth + column] = level
      }
  }
  return { shape, channels: statistics, tiles, tileWidth, tileHeight }
}

/** The places of a layer's output of this shape: a sequence is a map of one column, a vector one place of many channels. */
export function mapSize(shape: readonly number[]): { height: number; width: number; channels: number } {
  if (shape.length === 3) return { height: shape[0], width: shape[1], channels: shape[2] }
  if (shape.length === 2) return { height: shape[0], width: 1, channels: shape[1] }
  return { height: 1, width: 1, channels: shape.reduce((product, size) => product * size, 1) }
}

/** Four megabytes: what a panel can be sent without a hitch. */
const MOST_PIXELS = 2 ** 22

/** One pass over the memory, place by place. */
function channelStatistics(values: Float32Array, channels: number, kind: string): ChannelStatistics[] {
  const [low, high] = saturatedFrom(kind)
  const least = new Float64Array(channels).fill(Infinity)
  const most = new Float64Array(channels).fill(-Infinity)
  const [sums, broken, saturated] = [0, 0, 0].map(() => new Float64Array(channels))
  for (let i = 0, channel = 0; i < values.length; i++, channel = channel + 1 === channels ? 0 : channel + 1) {
    const value = values[i]
    if (!Number.isFinite(value)) {
      broken[channel]++
      continue
    }
    if (value < least[channel]) least[channel] = value
    if (value > most[channel]) most[channel] = value
    if (value <= low || value >= high) saturated[channel]++
    sums[channel] += value
  }
  const places = values.length / channels
  return Array.from({ length: channels }, (_, channel) => {
    const finite = places - broken[channel]
    const [min, max] = finite === 0 ? [0, 0] : [least[channel], most[channel]]
    return {
      ...{ min, max, mean: finite === 0 ? 0 : sums[channel] / finite },
      dead: broken[channel] === 0 && min === 0 && max === 0,
      saturated: saturated[channel] / places,
      notFinite: broken[channel],
    }
  })
}

/** Of the places of a square that lie within the map; NaN where one of them is not finite. */
function meanOf(
  values: Float32Array,
  { height, width, channels }: { readonly height: number; readonly width: number; readonly channels: number },
  channel: number,
  top: number,
  left: number,
  side: number,
): number {
  let [sum, count] = [0, 0]
  for (let y = top; y < Math.min(height, top + side); y++)
    for (let x = left; x < Math.min(width, left + side); x++, count++)
      sum += values[(y * width + x) * channels + channel]
  return sum / count
}
