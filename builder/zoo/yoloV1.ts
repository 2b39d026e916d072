import { input as image } from '../input'
import { type Model, model } from '../model'
import type { Tensor } from '../tensor'

export interface YoloV1Options {
  input?: readonly [number, number, number]
  classes?: number
  /** Cells along each side of the grid, and boxes a cell predicts. */
  grid?: number
  boxes?: number
}

/**
 * YOLO v1, Redmon et al. 2016, https://arxiv.org/abs/1506.02640, §2.1 and figure 3.
 *
 * New: detection as one regression. The image is laid out in a grid, and two dense layers give for every cell a few boxes,
 * how sure they are, and one class. No proposals, one look at the image.
 */
export function yoloV1({ input = [448, 448, 3], classes = 20, grid = 7, boxes = 2 }: YoloV1Options = {}): Model {
  const start = image(...input)
  let x: Tensor = conv(start, 64, 7, 2).maxPool2d(2)
  x = conv(x, 192, 3).maxPool2d(2)
  x = narrowWide(conv(conv(x, 128, 1), 256, 3), 256, 512).maxPool2d(2)
  for (let pair = 0; pair < 4; pair++) x = narrowWide(x, 256, 512)
  x = narrowWide(x, 512, 1024).maxPool2d(2)
  for (let pair = 0; pair < 2; pair++) x = narrowWide(x, 512, 1024)
  x = conv(conv(x, 1024, 3), 1024, 3, 2)
  x = conv(conv(x, 1024, 3), 1024, 3)
  const hidden = x.flatten().dense(4096).leakyRelu({ alpha: 0.1 }).dropout(0.5)
  const cells = hidden.dense(grid * grid * (5 * boxes + classes)).reshape([grid, grid, 5 * boxes + classes])
  return model('YOLO v1', start, cells, { task: 'detection', boxes: { decoder: 'yoloV1', boxes } })
}

function conv(x: Tensor, filters: number, kernelSize: number, strides = 1): Tensor {
  const padding = (kernelSize - 1) / 2
  return x.conv2d(filters, kernelSize, { strides, padding }).leakyRelu({ alpha: 0.1 })
}

function narrowWide(x: Tensor, narrow: number, wide: number): Tensor {
  return conv(conv(x, narrow, 1), wide, 3)
}
