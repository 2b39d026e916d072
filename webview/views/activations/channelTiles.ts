import { NOT_FINITE } from '../../../engine/explain/notFinite'
import type { ActivationMaps, ChannelStatistics } from '../../../engine/requests'
import { formatNumber } from '../../format'
import type { ActivationView, ChannelOrder } from '../../state'
import { strings } from '../../strings/strings'
import { coloursOfLevels } from '../tiles/colours'
import type { Tiles } from '../tiles/tileView'

/** The share of its places at which a channel must be at a bound to be called saturated. */
const SATURATED = 0.95

/** The channels of a layer as tiles; `contributions`, a number a channel, where they are known. */
export function channelTiles(
  maps: ActivationMaps,
  { range, order, colours }: Pick<ActivationView, 'range' | 'order' | 'colours'>,
  contributions?: Float32Array,
): Tiles {
  const { channels, tiles, tileWidth, tileHeight, shape } = maps
  const palette = coloursOfLevels(colours)
  const layer = layerStatistics(channels)
  const isShared = range === 'layer' || shape.length === 1
  return {
    ...{ tileWidth, tileHeight, order: channelOrder(channels, order, contributions) },
    paint(channel, pixels, start, stride) {
      // A level of the channel's own scale lies at `offset + level · slope` of the layer's.
      const [slope, offset] = isShared ? ontoLayer(channels[channel], layer) : [1, 0]
      let from = channel * tileWidth * tileHeight
      for (let row = 0; row < tileHeight; row++)
        for (let to = start + row * stride; to < start + row * stride + tileWidth; to++, from++) {
          const level = tiles[from]
          pixels[to] = palette[level === NOT_FINITE ? level : Math.round(offset + slope * level)]
        }
    },
    mark: channel => (channels[channel].notFinite > 0 ? 'broken' : channels[channel].dead ? 'dead' : undefined),
    readout: channel => readout(maps, channel, contributions),
  }
}

/** The channels by number, or the largest first. What is not known comes by number too. */
export function channelOrder(
  channels: readonly ChannelStatistics[],
  order: ChannelOrder,
  contributions?: Float32Array,
): number[] {
  const numbers = channels.map((_, index) => index)
  if (order === 'channel' || (order === 'contribution' && contributions === undefined)) return numbers
  const key = (channel: number) =>
    order === 'contribution' ? contributions![channel] : channels[channel][order as 'mean' | 'max']
  return numbers.sort((a, b) => key(b) - key(a))
}

/** Statistics of a whole layer. */
export interface LayerStatistics {
  readonly min: number
  readonly max: number
  readonly mean: number
  readonly dead: number
  readonly saturated: number
  /** Channels with at least one number that is NaN or infinite. */
  readonly notFinite: number
}

export function layerStatistics(channels: readonly ChannelStatistics[]): LayerStatistics {
  const count = (is: (channel: ChannelStatistics) => boolean) => channels.filter(is).length
  return {
    min: channels.reduce((least, { min }) => Math.min(least, min), Infinity),
    max: channels.reduce((most, { max }) => Math.max(most, max), -Infinity),
    // Every channel has as many places, so the mean of means is the mean of all.
    mean: channels.reduce((sum, { mean }) => sum + mean, 0) / channels.length,
    dead: count(({ dead }) => dead),
    saturated: count(({ saturated }) => saturated >= SATURATED),
    notFinite: count(({ notFinite }) => notFinite > 0),
  }
}

function ontoLayer({ min, max }: ChannelStatistics, layer: LayerStatistics): [slope: number, offset: number] {
  const span = layer.max - layer.min
  return span > 0 ? [(max - min) / span, (254 * (min - layer.min)) / span] : [0, 0]
}

function readout({ shape, channels }: ActivationMaps, channel: number, contributions?: Float32Array): string {
  const texts = strings.activations
  const name = (shape.length === 1 ? texts.unit : texts.channel)(String(channel))
  const { min, max, mean, dead, saturated, notFinite } = channels[channel]
  const parts = dead
    ? [texts.deadChannel]
    : shape.length === 1
      ? [formatNumber(mean)]
      : [`${formatNumber(min)} … ${formatNumber(max)}`, texts.meanOf(formatNumber(mean))]
  if (notFinite > 0) parts.push(texts.notFiniteAt(String(notFinite)))
  if (saturated > 0) parts.push(texts.saturatedAt(`${Math.round(100 * saturated)} %`))
  if (contributions !== undefined) parts.push(texts.contributes(formatNumber(contributions[channel])))
  return texts.told(name, parts.join(texts.comma))
}
