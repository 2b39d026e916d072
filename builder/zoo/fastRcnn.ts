import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import { vgg16BoxHead, vgg16Features } from './fasterRcnn'

export interface FastRcnnOptions {
  input?: readonly [InputSize, InputSize, number]
  /** Classes, background among them. */
  classes?: number
}

/**
 * Fast R-CNN on VGG-16, Girshick 2015, https://arxiv.org/abs/1504.08083, §2 and figure 1. The boxes, proposed by another
 * program, are the second input.
 *
 * New against R-CNN: the convolutions look at the image once, and each box is cut out of their last map, not of the image.
 */
export function fastRcnn({ input = [600, 800, 3], classes = 21 }: FastRcnnOptions = {}): Model {
  const start = image(...input)
  const boxes = image('boxes', 4)
  const heads = vgg16BoxHead(vgg16Features(start), boxes, classes)
  return model('Fast R-CNN VGG-16', [start, boxes], heads, { task: 'detection' })
}
