import type { ActivationMaps, ChannelStatistics } from '../../../engine/requests'
import type { ChannelOrder } from '../../store'

/** Where each drawn channel stands on the canvas, in CSS pixels. */
export interface ChannelGrid {
  /** Side lengths of one map. */
  readonly cellWidth: number
  readonly cellHeight: number
  readonly gap: number
  readonly columns: number
  /** The drawn channels in the order they are shown. */
  readonly channels: readonly number[]
  readonly width: number
  readonly height: number
}

/** How long a map's longer side should be on the screen. */
const WANTED_SIDE = 96
/** A unit of a dense layer is one value, not a map. */
const UNIT_SIDE = 20

/** Lays the channels out in rows of the given width. */
export function layoutChannels(
  {
    tileWidth,
    tileHeight,
    drawn,
    channels,
    shape,
  }: Pick<ActivationMaps, 'tileWidth' | 'tileHeight' | 'drawn' | 'channels' | 'shape'>,
  order: ChannelOrder,
  available: number,
): ChannelGrid {
  const wanted = shape.length === 1 ? UNIT_SIDE : WANTED_SIDE
  const side = Math.max(tileWidth, tileHeight)
  // Whole multiples keep the pixels of a small map square and equal.
  const scale = side <= wanted ? Math.max(1, Math.floor(wanted / side)) : wanted / side
  const cellWidth = Math.max(1, Math.round(tileWidth * scale))
  const cellHeight = Math.max(1, Math.round(tileHeight * scale))
  const gap = shape.length === 1 ? 2 : 6
  const columns = Math.max(1, Math.min(drawn, Math.floor((available + gap) / (cellWidth + gap))))
  const rows = Math.ceil(drawn / columns)
  return {
    ...{ cellWidth, cellHeight, gap, columns },
    channels: sortChannels(channels.slice(0, drawn), order),
    width: columns * (cellWidth + gap) - gap,
    height: rows * (cellHeight + gap) - gap,
  }
}

/** The left upper corner of the cell at a place in the order shown. */
export function cellCorner(
  { columns, cellWidth, cellHeight, gap }: ChannelGrid,
  place: number,
): { x: number; y: number } {
  return { x: (place % columns) * (cellWidth + gap), y: Math.floor(place / columns) * (cellHeight + gap) }
}

/** The place of the cell at a point, undefined between and beside the cells. */
export function placeAt(grid: ChannelGrid, x: number, y: number): number | undefined {
  const column = Math.floor(x / (grid.cellWidth + grid.gap))
  const row = Math.floor(y / (grid.cellHeight + grid.gap))
  const place = row * grid.columns + column
  const corner = cellCorner(grid, place)
  const inside = x >= 0 && y >= 0 && x - corner.x < grid.cellWidth && y - corner.y < grid.cellHeight
  return inside && column < grid.columns && place < grid.channels.length ? place : undefined
}

/** The place that an arrow key, Home or End leads to; undefined for other keys. */
export function movePlace({ columns, channels }: ChannelGrid, place: number, key: string): number | undefined {
  const last = channels.length - 1
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }
  if (key === 'Home') return 0
  if (key === 'End') return last
  const step = Object.hasOwn(steps, key) ? steps[key] : undefined
  if (step === undefined) return undefined
  const next = place + step
  return next < 0 || next > last ? place : next
}

/** Statistics of a whole layer. */
export interface LayerStatistics {
  readonly min: number
  readonly max: number
  readonly mean: number
  readonly dead: number
}

export function layerStatistics(channels: readonly ChannelStatistics[]): LayerStatistics {
  return {
    min: channels.reduce((least, { min }) => Math.min(least, min), Infinity),
    max: channels.reduce((most, { max }) => Math.max(most, max), -Infinity),
    // Every channel has as many places, so the mean of means is the mean of all.
    mean: channels.reduce((sum, { mean }) => sum + mean, 0) / channels.length,
    dead: channels.filter(({ dead }) => dead).length,
  }
}

function sortChannels(channels: readonly ChannelStatistics[], order: ChannelOrder): number[] {
  const numbers = channels.map((_, index) => index)
  return order === 'channel' ? numbers : numbers.sort((a, b) => channels[b][order] - channels[a][order])
}
