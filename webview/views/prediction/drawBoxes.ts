import type { FoundBox, Image } from '../../../engine/requests'
import { formatPercent } from '../../format'
import { drawOverlay } from '../explanation/drawOverlay'
import { classColour } from './classColour'

/** Draws the image with boxes over it, in the colours of their classes, with names and scores; the explained one is thick. */
export function drawBoxes(
  canvas: HTMLCanvasElement,
  image: Image,
  boxes: readonly FoundBox[],
  explained: FoundBox | undefined,
): void {
  drawOverlay(canvas, image, undefined, 0)
  const context = canvas.getContext('2d')!
  context.globalAlpha = 1
  context.font = '600 14px sans-serif'
  context.textBaseline = 'top'
  // The surest is drawn last, over the others.
  for (const found of boxes.toReversed()) {
    const { box, class: index, label, score } = found
    const colour = classColour(index)
    const left = box.left * canvas.width
    const top = box.top * canvas.height
    context.strokeStyle = `rgb(${colour.join()})`
    context.lineWidth = found === explained ? 5 : 3
    context.strokeRect(left, top, (box.right - box.left) * canvas.width, (box.bottom - box.top) * canvas.height)
    const text = `${label} ${formatPercent(score)}`
    const width = context.measureText(text).width + 8
    const x = Math.min(Math.max(0, left), canvas.width - width)
    const y = Math.min(Math.max(0, top - 19), canvas.height - 19)
    context.fillStyle = `rgb(${colour.join()})`
    context.fillRect(x, y, width, 19)
    context.fillStyle = isLight(colour) ? 'black' : 'white'
    context.fillText(text, x + 4, y + 3)
  }
}

/** Whether black is read more easily on it than white (WCAG 2.2, relative luminance; they are equal at 0.179). */
function isLight(colour: readonly number[]): boolean {
  const [red, green, blue] = colour.map(value => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179
}
