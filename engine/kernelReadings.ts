/** What the pictures of a layer's filters show. */
export type KernelView =
  /** A filter as a picture, its three input channels as red, green and blue. */
  | { of: 'colours' }
  /** At every place of the window, the square root of the sum of squares over the channels. */
  | { of: 'norm' }
  /** The weights of one input channel, counted from 0 among those that a filter sees. */
  | { of: 'channel'; channel: number }
  /** Every weight of windows of one place: a row a filter, a column a channel. */
  | { of: 'matrix' }

/** The filters of one layer: what they look for. Filters and channels are counted from 0. */
export interface LayerKernels {
  layer: string
  /** The weight shown, and all of the layer's that hold filters: a separable convolution has two. */
  weight: string
  weights: string[]
  /** Of the window that a filter looks at; that of a dense layer is the map before it was flattened. */
  height: number
  width: number
  /** How many input channels a filter sees, and in how many groups the filters are that see others. */
  channels: number
  groups: number
  /** Whether filter n makes channel n of the layer's output. */
  makesOutput: boolean
  /** The way shown, and all that suit these filters. */
  view: KernelView
  views: KernelView['of'][]
  filters: FilterStatistics[]
  /** The largest magnitude among the finite weights. */
  largest: number
  picture: KernelTiles | KernelMatrix
  trained: boolean
}

export interface KernelTiles {
  kind: 'tiles'
  /** The first so many filters, which is all where there is room. */
  drawn: number
  /** Filter after filter, row by row; three numbers a place where they are colours. */
  values: Float32Array<ArrayBuffer>
}

export interface KernelMatrix {
  kind: 'matrix'
  rows: number
  columns: number
  /** How many filters and channels meet in one cell, which shows the weight of the largest magnitude among them. */
  filtersEach: number
  channelsEach: number
  /** Row by row. */
  values: Float32Array<ArrayBuffer>
}

/** Of the finite weights of one filter; 0 where it has none. */
export interface FilterStatistics {
  min: number
  max: number
  mean: number
  /** The square root of the sum of squares. */
  norm: number
  /** Every weight is 0. */
  dead: boolean
  /** How many weights are NaN or infinite. */
  notFinite: number
  /** The first filter with the same weights, where that is another one. */
  twin?: number
}

/** All weights of one filter. */
export interface FilterNumbers {
  layer: string
  weight: string
  filter: number
  height: number
  width: number
  channels: number
  /** The first channel of the input that it sees. */
  firstChannel: number
  /** Channel after channel, row by row. */
  values: Float32Array<ArrayBuffer>
  /** What it adds to every place; absent where the layer has no bias. */
  bias?: number
  trained: boolean
}
