import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { layPicture, layTiles, movePlace, placeAt, placesInSight, type TileGrid, tileCorner } from './tileGrid'

/** Pictures of one size, of which only those in sight are painted. */
export interface Tiles {
  readonly tileWidth: number
  readonly tileHeight: number
  /** See {@link TileSizes.side}. */
  readonly side?: number
  /** Which tile stands at each place. */
  readonly order: readonly number[]
  /** Writes a tile's colours, red in the lowest byte, into `pixels`: row by row from `start` on, rows `stride` apart. */
  paint(tile: number, pixels: Uint32Array, start: number, stride: number): void
  /** What is remarkable about a tile: it is struck through, or framed. */
  mark(tile: number): 'dead' | 'broken' | undefined
  /** Its numbers, for people. */
  readout(tile: number): string
}

/** What the user chose: a tile, and a place within it of 0…1. */
export interface Pick {
  readonly tile: number
  readonly y: number
  readonly x: number
}

/** Pixels that are painted at once. */
const MOST_SHEET = 2 ** 24

/** Where the column is longer than this, it is scrolled. */
const MOST_HEIGHT = 520

/**
 * Tiles side by side, as many in a row as there is room; mouse and arrow keys read off one of them, and a click or Enter picks
 * it (event `pick`, of a {@link Pick}). However many there are, only what is in sight is drawn.
 */
export class TileView extends LitElement {
  static override properties = {
    name: { type: String },
    tiles: { attribute: false },
    label: { type: String },
    layer: { type: String },
    hint: { type: String },
    chosen: { attribute: false },
    available: { state: true },
    place: { state: true },
  }

  declare name: string
  declare tiles: Tiles
  declare label: string
  declare layer: string
  declare hint: string
  /** The tile that is looked at elsewhere. */
  declare chosen: number | undefined
  declare available: number
  declare place: number | undefined
  /** Holds the tiles in sight at their own size. */
  private readonly sheet = new OffscreenCanvas(1, 1)
  private readonly observer = new ResizeObserver(([{ contentRect }]) => {
    this.available = contentRect.width
  })
  /** Marks are in the theme's colours, which a canvas does not follow by itself. */
  private readonly theme = new MutationObserver(() => this.draw())

  constructor() {
    super()
    this.available = 0
  }

  /** No shadow: the page's own styles hold. */
  protected override createRenderRoot(): HTMLElement {
    return this
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.observer.observe(this)
    this.theme.observe(document.body, { attributeFilter: ['class', 'data-vscode-theme-id'] })
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.observer.disconnect()
    this.theme.disconnect()
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('layer')) this.place = undefined
  }

  protected override render(): TemplateResult {
    const grid = this.grid()
    const height = Math.min(MOST_HEIGHT, grid.height)
    return html`
      <div class="tiles" .style=${`height: ${height}px`} @scroll=${this.draw}>
        <div .style=${`height: ${grid.height}px`}>
          <canvas
            id=${this.name}
            data-testid=${this.name}
            data-layer=${this.layer}
            role="img"
            tabindex="0"
            aria-label=${this.label}
            @mousemove=${this.point}
            @mouseleave=${this.leave}
            @click=${this.choose}
            @keydown=${this.press}
          ></canvas>
        </div>
      </div>
      <p class="readout" aria-live="polite" data-tile=${this.tileThere() ?? nothing}>${this.readout()}</p>
    `
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('layer')) this.box().scrollTop = 0
    this.draw()
  }

  private grid(): TileGrid {
    return layTiles({ ...this.tiles, count: this.tiles.order.length }, this.available)
  }

  private box(): HTMLElement {
    return this.querySelector<HTMLElement>('.tiles')!
  }

  private tileThere(): number | undefined {
    return this.place === undefined ? undefined : this.tiles.order[this.place]
  }

  private readout(): string {
    const tile = this.tileThere()
    return tile === undefined ? this.hint : this.tiles.readout(tile)
  }

  /** Draws the rows in sight onto a canvas that stays in sight. */
  private draw(): void {
    if (this.available <= 0) return
    const canvas = this.querySelector('canvas')!
    const grid = this.grid()
    const { scrollTop: top, clientHeight: height } = this.box()
    const { first, end } = placesInSight(grid, top, height)
    resize(canvas, grid.width, height)
    const context = canvas.getContext('2d')!
    context.clearRect(0, 0, grid.width, height)
    this.drawPlaces(context, grid, first, end, top)
    const marked = getComputedStyle(canvas).getPropertyValue('--marked')
    for (let place = first; place < end; place++) {
      if (place !== this.place && this.tiles.order[place] !== this.chosen) continue
      const { x, y } = tileCorner(grid, place)
      frame(context, x, y - top, grid, marked)
    }
  }

  /** All tiles, also those out of sight, as far as they find room in a picture: see {@link layPicture}. */
  wholePicture(): HTMLCanvasElement {
    const grid = layPicture({ ...this.tiles, count: this.tiles.order.length })
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width: grid.width, height: grid.height })
    this.drawPlaces(canvas.getContext('2d')!, grid, 0, grid.count, 0)
    return canvas
  }

  /** Draws some of the tiles with their marks; the grid begins `top` above the canvas. */
  private drawPlaces(context: CanvasRenderingContext2D, grid: TileGrid, first: number, end: number, top: number): void {
    const { tileWidth, tileHeight } = this.tiles
    const { cellWidth, cellHeight, columns } = grid
    context.imageSmoothingEnabled = cellWidth < tileWidth
    const dead = getComputedStyle(this).getPropertyValue('--dead')
    // Large tiles of many channels would need a sheet that no canvas can be.
    const atOnce = columns * Math.max(1, Math.floor(MOST_SHEET / (columns * tileWidth * tileHeight)))
    for (let from = first; from < end; from += atOnce) {
      const to = Math.min(end, from + atOnce)
      this.fillSheet(grid, from, to)
      for (let place = from; place < to; place++) {
        const { x, y } = tileCorner(grid, place)
        const [left, above] = sheetCorner(grid, place - from)
        const source = [left * tileWidth, above * tileHeight, tileWidth, tileHeight] as const
        context.drawImage(this.sheet, ...source, x, y - top, cellWidth, cellHeight)
        const mark = this.tiles.mark(this.tiles.order[place])
        if (mark === 'dead') strike(context, x, y - top, grid, dead)
        if (mark === 'broken') frame(context, x, y - top, grid, dead)
      }
    }
  }

  private fillSheet(grid: TileGrid, first: number, end: number): void {
    const { tileWidth, tileHeight, order } = this.tiles
    const width = grid.columns * tileWidth
    const height = Math.max(1, Math.ceil((end - first) / grid.columns)) * tileHeight
    const image = new ImageData(width, height)
    const pixels = new Uint32Array(image.data.buffer)
    for (let place = first; place < end; place++) {
      const [left, above] = sheetCorner(grid, place - first)
      this.tiles.paint(order[place], pixels, above * tileHeight * width + left * tileWidth, width)
    }
    if (this.sheet.width !== width || this.sheet.height !== height) Object.assign(this.sheet, { width, height })
    this.sheet.getContext('2d')!.putImageData(image, 0, 0)
  }

  private placeUnder({ offsetX, offsetY }: MouseEvent): number | undefined {
    return placeAt(this.grid(), offsetX, offsetY + this.box().scrollTop)
  }

  private point(event: MouseEvent): void {
    this.place = this.placeUnder(event)
  }

  private leave(): void {
    this.place = undefined
  }

  private choose(event: MouseEvent): void {
    const place = this.placeUnder(event)
    if (place === undefined) return
    const grid = this.grid()
    const { x, y } = tileCorner(grid, place)
    const down = (event.offsetY + this.box().scrollTop - y) / grid.cellHeight
    this.pick(place, down, (event.offsetX - x) / grid.cellWidth)
  }

  private pick(place: number, y: number, x: number): void {
    const detail: Pick = { tile: this.tiles.order[place], y, x }
    this.dispatchEvent(new CustomEvent('pick', { detail }))
  }

  private press(event: KeyboardEvent): void {
    const { place } = this
    if (event.key === 'Enter') {
      event.preventDefault()
      this.pick(place ?? 0, 0.5, 0.5)
      return
    }
    const grid = this.grid()
    const box = this.box()
    const rows = Math.floor(box.clientHeight / (grid.cellHeight + grid.gap))
    const next = place === undefined && event.key.startsWith('Arrow') ? 0 : movePlace(grid, place ?? 0, event.key, rows)
    if (next === undefined) return
    event.preventDefault()
    this.place = next
    const { y } = tileCorner(grid, next)
    if (y < box.scrollTop) box.scrollTop = y
    else if (y + grid.cellHeight > box.scrollTop + box.clientHeight)
      box.scrollTop = y + grid.cellHeight - box.clientHeight
  }
}

customElements.define('tile-view', TileView)

/** Column and row of a tile on the sheet, which begins with the first one in sight. */
function sheetCorner({ columns }: TileGrid, index: number): [column: number, row: number] {
  return [index % columns, Math.floor(index / columns)]
}

/** A canvas of that many CSS pixels, as fine as the screen. */
function resize(canvas: HTMLCanvasElement, width: number, height: number): void {
  const ratio = window.devicePixelRatio
  const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)]
  if (canvas.width !== across) canvas.width = across
  if (canvas.height !== down) canvas.height = down
  canvas.style.width = `${width}px`
  canvas.style.height = `${height}px`
  canvas.getContext('2d')!.setTransform(ratio, 0, 0, ratio, 0, 0)
}

function frame(context: CanvasRenderingContext2D, x: number, y: number, grid: TileGrid, colour: string): void {
  context.strokeStyle = colour
  context.lineWidth = 2
  context.strokeRect(x + 1, y + 1, grid.cellWidth - 2, grid.cellHeight - 2)
}

/** A dead channel looks like a calm one, so it is struck through. */
function strike(context: CanvasRenderingContext2D, x: number, y: number, grid: TileGrid, colour: string): void {
  context.strokeStyle = colour
  context.lineWidth = 1
  context.beginPath()
  context.moveTo(x, y + grid.cellHeight)
  context.lineTo(x + grid.cellWidth, y)
  context.stroke()
}
