/**
 * How a detector's numbers become boxes.
 *
 * `ssd`  outputs: offsets [boxes, 4] and scores [boxes, classes], the first class the background
 * `yoloV1`  output: [grid, grid, 5 · boxes + classes]
 * `yoloV2`, `yoloV3`  outputs: maps [height, width, anchors · (5 + classes)], each with its own anchors
 * `fasterRcnn`  outputs: for every map that proposes regions, scores [height, width, anchors] before a sigmoid, or
 *   [height, width, 2 · anchors] before a softmax, those of the background first, and offsets [height, width, anchors · 4];
 *   behind them the boxes' scores [regions, classes], the first class the background, and offsets [regions, classes · 4].
 *   Inputs: the image, and one or more of regions [regions, 4]
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
  | {
      readonly decoder: 'fasterRcnn'
      readonly maps: readonly RegionMap[]
      /** What the offsets of the boxes are multiplied with, not those of the regions; 1 and 1 where they are not told. */
      readonly variances?: readonly [center: number, size: number]
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

/** What the regions are made of that one map of Faster R-CNN proposes. */
export interface RegionMap {
  /** Pixels from one place to the next. */
  readonly stride: number
  /** Height and width in pixels. */
  readonly anchors: readonly (readonly [height: number, width: number])[]
  /** Where in a place its anchors are centred: its middle, ½, where it is not told, and 0 its upper left corner. */
  readonly center?: number
}
