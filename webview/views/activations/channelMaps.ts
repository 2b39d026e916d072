import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit'
import type { ActivationMaps } from '../../../engine/requests'
import { formatNumber, formatSizes } from '../../format'
import { toCanvas } from '../../paint'
import type { ChannelOrder } from '../../store'
import { strings } from '../../strings/strings'
import { type ChannelGrid, cellCorner, layoutChannels, movePlace, placeAt } from './channelGrid'

/** A place of the maps, counted from 0. */
export interface Place {
  readonly y: number
  readonly x: number
}

const texts = strings.activations

/** The channels of a layer side by side, as many in a row as there is room; mouse and arrow keys read off one of them. */
class ChannelMaps extends LitElement {
  static override properties = {
    activations: { attribute: false },
    order: { attribute: false },
    available: { state: true },
    place: { state: true },
  }

  declare activations: ActivationMaps
  declare order: ChannelOrder
  declare available: number
  declare place: number | undefined
  /** The channels side by side, as the engine drew them. */
  private source: OffscreenCanvas | undefined
  private readonly observer = new ResizeObserver(([{ contentRect }]) => {
    this.available = contentRect.width
  })

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
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.observer.disconnect()
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('activations') && changed.get('activations')?.layer !== this.activations.layer)
      this.place = undefined
    if (changed.has('activations')) this.source = toCanvas(this.activations.montage)
  }

  protected override render(): TemplateResult {
    const { layer, shape, drawn } = this.activations
    const label = shape.length === 1 ? texts.labelUnits : texts.labelChannels
    return html`
      <canvas
        id="activations"
        data-testid="activations"
        data-layer=${layer}
        role="img"
        tabindex="0"
        aria-label=${label(layer, formatSizes(shape), String(drawn))}
        @mousemove=${this.point}
        @mouseleave=${this.leave}
        @click=${this.choose}
        @keydown=${this.press}
      ></canvas>
      <p class="readout" aria-live="polite">${this.readout()}</p>
    `
  }

  protected override updated(): void {
    const canvas = this.querySelector('canvas')!
    if (this.available > 0) drawMaps(canvas, this.source!, this.activations, this.grid(), this.place)
  }

  private grid(): ChannelGrid {
    return layoutChannels(this.activations, this.order, this.available)
  }

  private point({ offsetX, offsetY }: MouseEvent): void {
    this.place = placeAt(this.grid(), offsetX, offsetY)
  }

  private leave(): void {
    this.place = undefined
  }

  /** Tells which place of the maps was clicked, the same in every channel. */
  private choose({ offsetX, offsetY }: MouseEvent): void {
    const grid = this.grid()
    const place = placeAt(grid, offsetX, offsetY)
    if (place === undefined) return
    const corner = cellCorner(grid, place)
    this.tell((offsetY - corner.y) / grid.cellHeight, (offsetX - corner.x) / grid.cellWidth)
  }

  private tell(down: number, across: number): void {
    const { shape } = this.activations
    if (shape.length !== 3) return
    const [height, width] = shape
    const detail: Place = { y: Math.floor(down * height), x: Math.floor(across * width) }
    this.dispatchEvent(new CustomEvent('place', { detail }))
  }

  private press(event: KeyboardEvent): void {
    if (event.key === 'Enter') this.tell(0.5, 0.5)
    const next =
      this.place === undefined && event.key.startsWith('Arrow') ? 0 : movePlace(this.grid(), this.place ?? 0, event.key)
    if (next === undefined) return
    event.preventDefault()
    this.place = next
  }

  private readout(): string {
    const { shape, channels } = this.activations
    const isUnits = shape.length === 1
    const channel = this.place === undefined ? undefined : this.grid().channels[this.place]
    if (channel === undefined)
      return shape.length === 3 ? strings.field.hint : isUnits ? texts.pointAtUnit : texts.pointAtChannel
    const { min, max, mean, dead } = channels[channel]
    const number = String(channel)
    if (dead) return (isUnits ? texts.deadUnit : texts.deadChannel)(number)
    if (isUnits) return texts.unit(number, formatNumber(mean))
    const [least, middle, most] = [min, mean, max].map(formatNumber)
    return texts.channel(number, least, most, middle)
  }
}

customElements.define('channel-maps', ChannelMaps)

function drawMaps(
  canvas: HTMLCanvasElement,
  source: OffscreenCanvas,
  activations: ActivationMaps,
  grid: ChannelGrid,
  marked: number | undefined,
): void {
  const { columns, tileWidth, tileHeight, channels: statistics } = activations
  const ratio = window.devicePixelRatio
  canvas.width = Math.round(grid.width * ratio)
  canvas.height = Math.round(grid.height * ratio)
  canvas.style.width = `${grid.width}px`
  canvas.style.height = `${grid.height}px`
  const context = canvas.getContext('2d')!
  context.scale(ratio, ratio)
  context.imageSmoothingEnabled = grid.cellWidth < tileWidth
  const style = getComputedStyle(canvas)
  for (const [place, channel] of grid.channels.entries()) {
    const { x, y } = cellCorner(grid, place)
    const [left, top] = [(channel % columns) * tileWidth, Math.floor(channel / columns) * tileHeight]
    context.drawImage(source, left, top, tileWidth, tileHeight, x, y, grid.cellWidth, grid.cellHeight)
    if (statistics[channel].dead) strike(context, x, y, grid, style.getPropertyValue('--dead'))
  }
  if (marked !== undefined && marked < grid.channels.length) {
    const { x, y } = cellCorner(grid, marked)
    context.strokeStyle = style.getPropertyValue('--marked')
    context.lineWidth = 2
    context.strokeRect(x + 1, y + 1, grid.cellWidth - 2, grid.cellHeight - 2)
  }
}

/** A dead channel looks like a calm one, so it is struck through. */
function strike(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  { cellWidth, cellHeight }: ChannelGrid,
  colour: string,
): void {
  context.strokeStyle = colour
  context.lineWidth = 1
  context.beginPath()
  context.moveTo(x, y + cellHeight)
  context.lineTo(x + cellWidth, y)
  context.stroke()
}
