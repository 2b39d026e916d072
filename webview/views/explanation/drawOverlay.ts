import type { Image } from '../../../engine/requests'
import { toCanvas } from '../../paint'

/** The longer side of the picture, in the canvas's own pixels. */
const SIDE = 448

/** Draws the image with the heat map over it. */
export function drawOverlay(canvas: HTMLCanvasElement, image: Image, heat: Image | undefined, opacity: number): void {
  const scale = SIDE / Math.max(image.width, image.height)
  canvas.width = Math.round(image.width * scale)
  canvas.height = Math.round(image.height * scale)
  const context = canvas.getContext('2d')!
  // Pixels of a small image stay squares, as the network sees them; the map has no edges of its own.
  context.imageSmoothingEnabled = scale < 3
  context.drawImage(toCanvas(image), 0, 0, canvas.width, canvas.height)
  if (heat === undefined) return
  context.imageSmoothingEnabled = true
  context.globalAlpha = opacity
  context.drawImage(toCanvas(heat), 0, 0, canvas.width, canvas.height)
}
