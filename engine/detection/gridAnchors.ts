import type { CenteredBox } from './box'

export interface GridAnchorOptions {
  /** Places of the map along each axis. */
  readonly height: number
  readonly width: number
  /** Pixels from one place to the next. */
  readonly stride: number
  /** Sides, in pixels, of the square of equal area. */
  readonly scales: readonly number[]
  /** Height over width. */
  readonly aspectRatios: readonly number[]
}

/**
 * The anchors of a region proposal network, in pixels: row by row, place by place, at each place ratio by ratio and scale by
 * scale. Centres lie in the middle of the stride.
 *
 * Source  Ren et al. 2015, Faster R-CNN, §3.1.1, https://arxiv.org/abs/1506.01497: scales 128, 256, 512, ratios 1:2, 1:1,
 *         2:1, stride 16. The authors' program rounds the sides to whole pixels, which is left out here.
 */
export function gridAnchors({ height, width, stride, scales, aspectRatios }: GridAnchorOptions): CenteredBox[] {
  const shapes = aspectRatios.flatMap(ratio =>
    scales.map(scale => ({ height: scale * Math.sqrt(ratio), width: scale / Math.sqrt(ratio) })),
  )
  return Array.from({ length: height * width }, (_, place) => {
    const y = (Math.floor(place / width) + 0.5) * stride
    const x = ((place % width) + 0.5) * stride
    return shapes.map(shape => ({ y, x, ...shape }))
  }).flat()
}
