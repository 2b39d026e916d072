/** A rectangle by its sides: y grows downwards, x to the right. Pixels, or fractions of the image: whatever goes in. */
export interface Box {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** A rectangle by its centre and size, as anchors, priors and predictions of detectors are written. */
export interface CenteredBox {
  readonly y: number
  readonly x: number
  readonly height: number
  readonly width: number
}

export function boxAround({ y, x, height, width }: CenteredBox): Box {
  return { top: y - height / 2, left: x - width / 2, bottom: y + height / 2, right: x + width / 2 }
}
