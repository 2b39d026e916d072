import { nothing } from 'lit'
import { Directive, directive, type ElementPart, type PartInfo, PartType } from 'lit/directive.js'
import type { Image } from '../engine/requests'

/** Draws on the canvas in whose tag it stands, whenever one of the values it rests on is another one. */
class PaintDirective extends Directive {
  private last: readonly unknown[] = []

  constructor(part: PartInfo) {
    super(part)
    if (part.type !== PartType.ELEMENT) throw new Error('paint() stands in the tag of a canvas')
  }

  override render(_draw: (canvas: HTMLCanvasElement) => void, ..._values: readonly unknown[]): typeof nothing {
    return nothing
  }

  override update(
    { element }: ElementPart,
    [draw, ...values]: [(canvas: HTMLCanvasElement) => void, ...unknown[]],
  ): typeof nothing {
    const same = values.length === this.last.length && values.every((value, index) => value === this.last[index])
    if (!same) draw(element as HTMLCanvasElement)
    this.last = values
    return nothing
  }
}

export const paint = directive(PaintDirective)

/** The pixels as something that a canvas can draw scaled. */
export function toCanvas({ width, height, data }: Image): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height)
  canvas.getContext('2d')!.putImageData(new ImageData(data, width, height), 0, 0)
  return canvas
}
