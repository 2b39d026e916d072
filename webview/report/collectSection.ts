import { standaloneSvg } from '../views/architecture/standaloneSvg'
import { TileView } from '../views/tiles/tileView'
import type { ReportPart, ReportSection } from './report'

/** What only makes sense while the panel is there. */
const LIVE = 'vscode-button, vscode-dropdown, fieldset, input, .hint, .hidden, .arrow, [aria-live]'

/** A card of a view as a section of a report: its heading, then texts, pictures and tables as they stand. */
export async function collectSection(card: Element): Promise<ReportSection> {
  const parts: ReportPart[] = []
  const walk = async (element: Element): Promise<void> => {
    if (element.matches(LIVE) || element.matches('h2')) return
    const part = await partOf(element)
    if (part !== undefined) parts.push(part)
    else for (const child of element.children) await walk(child)
  }
  const heading = card.querySelector('h2')
  // What must be known of every picture of the section: random weights.
  for (const badge of heading?.querySelectorAll('.badge') ?? []) parts.push({ kind: 'text', text: textOf(badge) })
  await walk(card)
  const words = [...(heading?.childNodes ?? [])].filter(node => node instanceof Text).map(({ data }) => data.trim())
  return { title: words.filter(Boolean).join(' '), parts }
}

/** Undefined for what holds other things. */
async function partOf(element: Element): Promise<ReportPart | undefined> {
  if (element instanceof HTMLCanvasElement) return picture(element, wholeOf(element))
  if (element instanceof SVGSVGElement) return drawing(element)
  if (element instanceof HTMLTableElement) return { kind: 'table', rows: rowsOf(element) }
  const isLine =
    element.matches('p, li, button, .field, .numbers > *, .legend, .readout') || element.children.length === 0
  if (!isLine || element.querySelector('canvas, svg, table') !== null) return undefined
  const text = element.matches('.field') ? choiceOf(element) : textOf(element)
  return text === '' ? undefined : { kind: 'text', text }
}

/** Of tiles, those out of sight too. */
function wholeOf(canvas: HTMLCanvasElement): HTMLCanvasElement {
  const tiles = canvas.closest('tile-view')
  return tiles instanceof TileView ? tiles.wholePicture() : canvas
}

async function picture(canvas: HTMLCanvasElement, drawn: HTMLCanvasElement): Promise<ReportPart | undefined> {
  const blob = await new Promise<Blob | null>(resolve => drawn.toBlob(resolve, 'image/png'))
  // An empty canvas has no picture.
  if (blob === null) return undefined
  const data = new Uint8Array(await blob.arrayBuffer())
  return { kind: 'picture', text: canvas.getAttribute('aria-label') ?? '', data }
}

/** Bars and marks are drawings too; what they tell stands beside them. */
function drawing(element: SVGSVGElement): ReportPart | undefined {
  const text = element.getAttribute('aria-label')
  if (text === null) return undefined
  const { width, height } = element.getBBox()
  return { kind: 'drawing', text, svg: standaloneSvg(element, width, height) }
}

function rowsOf(table: HTMLTableElement): string[][] {
  return [...table.rows].map(row => [...row.cells].map(textOf))
}

/** `Method: Grad-CAM` */
function choiceOf(field: Element): string {
  const choice = field.querySelector<HTMLElement & { displayValue?: string; value?: string }>('vscode-dropdown')
  const label = field.querySelector('.label')
  return choice === null || label === null ? '' : `${textOf(label)}: ${choice.displayValue ?? choice.value ?? ''}`
}

/** The words that can be seen, in one line. */
function textOf(element: Element): string {
  const words: string[] = []
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.parentElement?.closest(LIVE) === null ? (node.textContent ?? '').trim() : ''
    if (text !== '') words.push(text)
  }
  return words.join(' ')
}
