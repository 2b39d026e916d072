/** Where tiles stand in a long column of rows, in CSS pixels. */
export interface TileGrid {
  /** Side lengths of one tile on the screen. */
  readonly cellWidth: number
  readonly cellHeight: number
  readonly gap: number
  readonly columns: number
  /** How many tiles there are. */
  readonly count: number
  readonly width: number
  readonly height: number
}

export interface TileSizes {
  readonly tileWidth: number
  readonly tileHeight: number
  readonly count: number
  /** How long the longer side of a tile should be on the screen, where that is not the usual length of a map's. */
  readonly side?: number
}

/** How long a map's longer side should be on the screen. */
const WANTED_SIDE = 96
/** A unit of a dense layer is one value, not a map. */
const UNIT_SIDE = 20
/** Thinner ones cannot be pointed at. */
const LEAST_SIDE = 6

/** Lays tiles out in rows of the given width. */
export function layTiles({ tileWidth, tileHeight, count, side: own }: TileSizes, available: number): TileGrid {
  const isUnit = tileWidth === 1 && tileHeight === 1
  const wanted = isUnit ? UNIT_SIDE : (own ?? WANTED_SIDE)
  const side = Math.max(tileWidth, tileHeight)
  // Whole multiples keep the pixels of a small map square and equal.
  const scale = side <= wanted ? Math.max(1, Math.floor(wanted / side)) : wanted / side
  const cellWidth = Math.max(LEAST_SIDE, Math.round(tileWidth * scale))
  const cellHeight = Math.max(LEAST_SIDE, Math.round(tileHeight * scale))
  const gap = isUnit ? 2 : 6
  const columns = Math.max(1, Math.min(count, Math.floor((available + gap) / (cellWidth + gap))))
  const rows = Math.ceil(count / columns)
  return {
    ...{ cellWidth, cellHeight, gap, columns, count },
    width: columns * (cellWidth + gap) - gap,
    height: Math.max(0, rows * (cellHeight + gap) - gap),
  }
}

/** The longest side of a picture that every browser can draw and people can open. */
const MOST_PICTURE = 8192

/** Lays tiles out in a picture to keep, about as wide as high; those that find no room in one of {@link MOST_PICTURE} are left out. */
export function layPicture(sizes: TileSizes): TileGrid {
  const one = layTiles({ ...sizes, count: 1 }, 0)
  const [across, down] = [one.cellWidth + one.gap, one.cellHeight + one.gap]
  const room = (cell: number) => Math.max(1, Math.floor((MOST_PICTURE + one.gap) / cell))
  const columns = Math.min(room(across), Math.max(1, Math.round(Math.sqrt((sizes.count * down) / across))))
  const count = Math.min(sizes.count, columns * room(down))
  return layTiles({ ...sizes, count }, columns * across - one.gap)
}

/** The left upper corner of the tile at a place in the order shown. */
export function tileCorner({ columns, cellWidth, cellHeight, gap }: TileGrid, place: number): { x: number; y: number } {
  return { x: (place % columns) * (cellWidth + gap), y: Math.floor(place / columns) * (cellHeight + gap) }
}

/** The first place that a window over the column shows, and the one behind its last; the window begins at `top`. */
export function placesInSight(
  { columns, cellHeight, gap, count }: TileGrid,
  top: number,
  height: number,
): { first: number; end: number } {
  const row = cellHeight + gap
  const first = Math.max(0, Math.floor((top + gap) / row)) * columns
  return { first: Math.min(first, count), end: Math.min(count, Math.ceil((top + height) / row) * columns) }
}

/** The place of the tile at a point, undefined between and beside the tiles. */
export function placeAt(grid: TileGrid, x: number, y: number): number | undefined {
  const column = Math.floor(x / (grid.cellWidth + grid.gap))
  const row = Math.floor(y / (grid.cellHeight + grid.gap))
  const place = row * grid.columns + column
  const corner = tileCorner(grid, place)
  const inside = x >= 0 && y >= 0 && x - corner.x < grid.cellWidth && y - corner.y < grid.cellHeight
  return inside && column < grid.columns && place < grid.count ? place : undefined
}

/** The place that an arrow key, Home, End or a page key leads to; undefined for other keys. `rows` are in sight at once. */
export function movePlace({ columns, count }: TileGrid, place: number, key: string, rows = 1): number | undefined {
  const last = count - 1
  const page = columns * Math.max(1, rows)
  const steps: Record<string, number> = {
    ...{ ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns, PageUp: -page, PageDown: page },
  }
  if (key === 'Home') return 0
  if (key === 'End') return last
  const step = Object.hasOwn(steps, key) ? steps[key] : undefined
  if (step === undefined) return undefined
  const next = place + step
  if (key.startsWith('Page')) return Math.min(last, Math.max(0, next))
  return next < 0 || next > last ? place : next
}
