import {
  add,
  cast,
  clipByValue,
  div,
  floor,
  greater,
  maximum,
  mul,
  range,
  reshape,
  split,
  sub,
  type Tensor,
  tile,
} from '@tensorflow/tfjs-core'

type Sizes = readonly [number, number]

/** The cells of all boxes of all images as rectangles of whole elements, each tensor `[images · boxes · cells, 1]`. */
export interface BoxCells {
  readonly image: Tensor
  readonly top: Tensor
  readonly left: Tensor
  /** First row and column behind the cell. */
  readonly bottom: Tensor
  readonly right: Tensor
  /** 1, or 0 where nothing of the map is in the cell; its rectangle is then some element of the map. */
  readonly filled: Tensor
}

/**
 * Cuts boxes into cells as Fast R-CNN does: their corners are rounded to elements of the map, both of which belong to the
 * box; a cell starts rounded down and ends rounded up, and what lies beyond the map is cut off.
 *
 * Input   boxes [images, boxes, 4]: top, left, bottom, right in pixels; `scale` in elements per pixel
 * Source  Girshick's roi_pooling_layer.cpp, https://github.com/rbgirshick/caffe-fast-rcnn
 */
export function boxCells(boxes: Tensor, cells: Sizes, scale: number, map: Sizes): BoxCells {
  const [images, perImage] = boxes.shape as [number, number]
  const count = images * perImage
  const corners = floor(add(mul(reshape(boxes, [count, 4]), scale), 0.5))
  const [top, left, bottom, right] = split(corners, 4, 1)
  const rows = cutAxis(top, bottom, cells[0], map[0])
  const columns = cutAxis(left, right, cells[1], map[1])
  const overRows = (values: Tensor) => spread(reshape(values, [count, cells[0], 1]), [1, 1, cells[1]])
  const overColumns = (values: Tensor) => spread(reshape(values, [count, 1, cells[1]]), [1, cells[0], 1])
  const image = reshape(range(0, images), [images, 1])
  return {
    image: spread(image, [1, perImage * cells[0] * cells[1]]),
    top: overRows(rows.from),
    bottom: overRows(rows.to),
    left: overColumns(columns.from),
    right: overColumns(columns.to),
    filled: mul(overRows(rows.filled), overColumns(columns.filled)),
  }
}

function spread(values: Tensor, times: number[]): Tensor {
  return reshape(tile(values, times), [-1, 1])
}

function cutAxis(first: Tensor, last: Tensor, cells: number, elements: number) {
  const length = maximum(add(sub(last, first), 1), 1)
  const numbers = range(0, cells)
  // Half an element more or less: quotients of whole numbers are then rounded rightly also where division is inexact.
  const starts = floor(div(add(mul(length, numbers), 0.5), cells))
  const ends = floor(div(add(mul(length, add(numbers, 1)), cells - 0.5), cells))
  const from = clipByValue(add(first, starts), 0, elements)
  const to = clipByValue(add(first, ends), 0, elements)
  const start = clipByValue(from, 0, elements - 1)
  return { from: start, to: maximum(to, add(start, 1)), filled: cast(greater(to, from), 'float32') }
}
