/**
 * How a detector's numbers become boxes.
 *
 * `ssd`  outputs: offsets [boxes, 4] and scores [boxes, classes], the first class the background
 * `yoloV1`  output: [grid, grid, 5 · boxes + classes]
 * `yoloV2`, `yoloV3`  outputs: maps [height, width, anchors · (5 + classes)], each with its own anchors
 */
export type BoxReading =
  | {
      readonly decoder: 'ssd'
      readonly maps: readonly PriorMap[]
      /** What offsets of centre and size are multiplied with; SSD's 0.1 and 0.2 where they are not told. */
      readonly variances?: readonly [center: number, size: number]
    }
  | { readonly decoder: 'yoloV1'; readonly boxes: number }
  | {
      readonly decoder: 'yoloV2' | 'yoloV3'
      /** For every output, its anchors: height and width in fractions of the image. */
      readonly anchors: readonly (readonly (readonly [height: number, width: number])[])[]
    }

/** What the default boxes of one map of SSD are made of. */
export interface PriorMap {
  /** Places of the map along each axis. */
  readonly height: number
  readonly width: number
  /** Pixels from one place to the next. */
  readonly step: number
  /** Side of the smaller square in pixels, and of that of the next map. */
  readonly size: number
  readonly nextSize: number
  /** Besides the squares: 2 stands for 2:1 and 1:2. */
  readonly aspectRatios: readonly number[]
}
