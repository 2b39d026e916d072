import type { Image, MaskReading } from '../../../engine/requests'
import { toCanvas } from '../../paint'
import { drawOverlay } from '../explanation/drawOverlay'
import { classColour } from './classColour'

/** Draws the image with the classes of a mask over it, each in its colour; hidden ones, by their place, are left out. */
export function drawMask(
  canvas: HTMLCanvasElement,
  image: Image,
  { places, width, height, classes }: MaskReading,
  hidden: readonly number[],
  opacity: number,
): void {
  drawOverlay(canvas, image, undefined, 0)
  const colours = classes.map((_, at) => (hidden.includes(at) ? undefined : classColour(at)))
  const data = new Uint8ClampedArray(4 * places.length)
  for (let place = 0; place < places.length; place++) {
    const colour = colours[places[place]]
    if (colour !== undefined) data.set([...colour, 255], 4 * place)
  }
  const context = canvas.getContext('2d')!
  // Between two classes there is none.
  context.imageSmoothingEnabled = false
  context.globalAlpha = opacity
  context.drawImage(toCanvas({ width, height, data }), 0, 0, canvas.width, canvas.height)
}
