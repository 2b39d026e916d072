import type { Image, InputFeed } from './requests'

/** Names what a layer of a network gives for an image. */
export interface LayerOfImage {
  imageId: string
  layer: string
  /** The image itself, where it is another one than was run last, and what goes into the other inputs then. */
  image?: Image
  feeds?: Readonly<Record<string, InputFeed>>
  /** The network that is loaded (the default), or the one that was kept. */
  version?: 'loaded' | 'kept'
}

export interface ActivationMaps {
  layer: string
  /** `[height, width, channels]` or `[units]`. */
  shape: number[]
  channels: ChannelStatistics[]
  /**
   * Every channel as a tile, channel after channel, row by row: levels from 0 at the channel's least number to 254 at its
   * largest; 255 where one is NaN or infinite. A vector has tiles of one pixel.
   */
  tiles: Uint8Array<ArrayBuffer>
  tileWidth: number
  tileHeight: number
  trained: boolean
}

export interface Contributions {
  layer: string
  /** What they speak for, for people: the class. */
  label: string
  /** One number a channel; they may be negative. */
  channels: Float32Array<ArrayBuffer>
  trained: boolean
}

export interface ChannelMap {
  layer: string
  channel: number
  height: number
  width: number
  /** Row by row. */
  values: Float32Array<ArrayBuffer>
  /** How many of the finite numbers lie in each bar of equal width; no bars where there are none. */
  histogram: { from: number; to: number; counts: number[] }
  trained: boolean
}

/** Of the finite numbers of a channel; 0 where it has none, which {@link ChannelStatistics.notFinite} tells. */
export interface ChannelStatistics {
  min: number
  max: number
  mean: number
  /** Zero at every place. */
  dead: boolean
  /** The share of places where the activation is at one of its bounds. */
  saturated: number
  /** At how many places it is NaN or infinite. */
  notFinite: number
}

/** What a design defect does to a map, made by the layer itself. */
export type Defect = 'checkerboard' | 'gridding' | 'uneven-padding' | 'window-skips-pixels'

export interface NumberMap {
  height: number
  width: number
  /** Row by row. */
  values: Float32Array<ArrayBuffer>
}

export interface ArtefactMap {
  defect: Defect
  /** Those that ran, one behind another. */
  layers: string[]
  /** What comes out where every weight is 1: what the defect is made of, whatever the network learns. */
  structure: NumberMap
  /** The same with the network's own weights; absent where it has none, or where that would take too long. */
  own?: NumberMap
  /** The channel of the output that `own` shows, where it is one. */
  channel?: number
  /** Of the structure. */
  facts: ArtefactFacts
  trained: boolean
}

export interface ArtefactFacts {
  /** Of a checkerboard away from the border, where every window fits. */
  least: number
  most: number
  /** How many places are 0, of how many. */
  unread: number
  places: number
  /** Sums of the outermost rows and columns, as far as the window reaches beyond a place. */
  top: number
  bottom: number
  left: number
  right: number
}
