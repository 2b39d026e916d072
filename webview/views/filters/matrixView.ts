import { html, LitElement, nothing, type TemplateResult } from 'lit'
import type { KernelMatrix } from '../../../engine/requests'
import { paint } from '../../paint'
import { signedColour } from '../tiles/signedColours'

/** The longest side of a cell on the screen, the shortest of a row, and how high the matrix should be at most. */
const CELL = 12
const LEAST_ROW = 6
const MOST_HEIGHT = 520

/** A cell of the matrix: its row is told to whoever listens to the event `pick`. */
export interface PickedCell {
  readonly row: number
  readonly column: number
}

/**
 * Weights as a matrix, a row a filter: mouse and arrow keys read off one cell, and a click or Enter picks it (event `pick`, of
 * a {@link PickedCell}).
 */
class MatrixView extends LitElement {
  static override properties = {
    matrix: { attribute: false },
    order: { attribute: false },
    largest: { type: Number },
    label: { type: String },
    hint: { type: String },
    readout: { attribute: false },
    place: { state: true },
  }

  declare matrix: KernelMatrix
  /** Which row stands at each place, from the top. */
  declare order: readonly number[]
  /** The number with the strongest colour. */
  declare largest: number
  declare label: string
  declare hint: string
  declare readout: (cell: PickedCell) => string
  declare place: { readonly y: number; readonly x: number } | undefined

  /** No shadow: the page's own styles hold. */
  protected override createRenderRoot(): HTMLElement {
    return this
  }

  protected override render(): TemplateResult {
    const { matrix, order, largest, place } = this
    const { rows, columns } = matrix
    const told = place === undefined ? undefined : { row: order[place.y], column: place.x }
    const cell = Math.max(1, Math.min(CELL, MOST_HEIGHT / rows))
    // As properties: the page's policy forbids the attribute.
    const style = [
      `width: min(100%, ${columns * cell}px)`,
      `aspect-ratio: ${columns} / ${rows}`,
      `min-height: ${Math.min(MOST_HEIGHT, rows * LEAST_ROW)}px`,
    ].join(';')
    const at =
      place &&
      [
        `left: ${(100 * place.x) / columns}%`,
        `top: ${(100 * place.y) / rows}%`,
        `width: ${100 / columns}%`,
        `height: ${100 / rows}%`,
      ].join(';')
    const mark = at === undefined ? nothing : html`<span class="cell" .style=${at}></span>`
    return html`
      <div class="matrix" .style=${style}>
        <canvas
          id="kernel-matrix"
          role="img"
          tabindex="0"
          aria-label=${this.label}
          width=${columns}
          height=${rows}
          @mousemove=${(event: MouseEvent) => {
            this.place = this.under(event)
          }}
          @mouseleave=${() => {
            this.place = undefined
          }}
          @click=${(event: MouseEvent) => this.pick(this.under(event))}
          @keydown=${this.press}
          ${paint(canvas => draw(canvas, matrix, order, largest), matrix, order.join(), largest)}
        ></canvas>
        ${mark}
      </div>
      <p class="readout" aria-live="polite">${told === undefined ? this.hint : this.readout(told)}</p>
    `
  }

  private under({ offsetX, offsetY, currentTarget }: MouseEvent) {
    const { clientWidth, clientHeight } = currentTarget as HTMLElement
    const { rows, columns } = this.matrix
    const at = (offset: number, length: number, count: number) =>
      Math.min(count - 1, Math.max(0, Math.floor((offset / length) * count)))
    return { y: at(offsetY, clientHeight, rows), x: at(offsetX, clientWidth, columns) }
  }

  private pick({ y, x }: { readonly y: number; readonly x: number }): void {
    const detail: PickedCell = { row: this.order[y], column: x }
    this.dispatchEvent(new CustomEvent('pick', { detail }))
  }

  private press(event: KeyboardEvent): void {
    const { rows, columns } = this.matrix
    const { y, x } = this.place ?? { y: 0, x: 0 }
    if (event.key === 'Enter') {
      event.preventDefault()
      this.pick({ y, x })
      return
    }
    const steps: Readonly<Record<string, readonly [number, number]>> = {
      ...{ ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] },
      ...{ Home: [0, -columns], End: [0, columns], PageUp: [-rows, 0], PageDown: [rows, 0] },
    }
    const step = Object.hasOwn(steps, event.key) ? steps[event.key] : undefined
    if (step === undefined) return
    event.preventDefault()
    const within = (value: number, count: number) => Math.min(count - 1, Math.max(0, value))
    this.place =
      this.place === undefined ? { y: 0, x: 0 } : { y: within(y + step[0], rows), x: within(x + step[1], columns) }
  }
}

customElements.define('matrix-view', MatrixView)

function draw(
  canvas: HTMLCanvasElement,
  { rows, columns, values }: KernelMatrix,
  order: readonly number[],
  largest: number,
): void {
  Object.assign(canvas, { width: columns, height: rows })
  const image = new ImageData(columns, rows)
  const pixels = new Uint32Array(image.data.buffer)
  for (const [place, row] of order.entries())
    for (let column = 0; column < columns; column++)
      pixels[place * columns + column] = signedColour(values[row * columns + column], largest)
  canvas.getContext('2d')!.putImageData(image, 0, 0)
}
