import { rpnHead } from '../blocks/rpnHead'
import { vgg16Stages, vggStage } from '../blocks/vggStage'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import type { Tensor } from '../tensor'
import { dilatedResNet } from './dilatedResNet'
import { pyramidAnchors, regionAnchors } from './regionAnchors'

export interface FasterRcnnOptions {
  input?: readonly [InputSize, InputSize, number]
  /** Classes, background among them. */
  classes?: number
  backbone?: 'vgg16' | 'resNet50Fpn'
}

/**
 * Faster R-CNN on VGG-16, Ren et al. 2015, https://arxiv.org/abs/1506.01497, §3, and on ResNet-50 with a feature pyramid, Lin
 * et al. 2017, https://arxiv.org/abs/1612.03144, §4 and §5.
 *
 * New against Fast R-CNN: the boxes to look at are proposed by the network itself, from the map it computes anyway.
 *
 * Decoding proposals and suppressing doubles stands between both halves and is no layer: the boxes are inputs, and `boxes`
 * tells how they are made. With the pyramid each level has boxes of its own.
 */
export function fasterRcnn(options: FasterRcnnOptions = {}): Model {
  return options.backbone === 'resNet50Fpn' ? onPyramid(options) : onVgg16(options)
}

function onVgg16({ input = [600, 800, 3], classes = 21 }: FasterRcnnOptions): Model {
  const start = image(...input)
  const boxes = image('boxes', 4)
  const features = vgg16Features(start)
  const [{ scores, offsets }] = rpnHead([features], { filters: 512, anchors: 9, scoresPerAnchor: 2 })
  const heads = vgg16BoxHead(features, boxes, classes)
  return model('Faster R-CNN VGG-16', [start, boxes], [scores, offsets, ...heads], {
    task: 'detection',
    boxes: { decoder: 'fasterRcnn', maps: [regionAnchors] },
  })
}

/** VGG-16's convolutions without the last pooling: one sixteenth of the image. */
export function vgg16Features(start: Tensor): Tensor {
  let x = start
  for (const [stage, [filters, convolutions]] of vgg16Stages.entries()) {
    x = vggStage(stage > 0 ? x.maxPool2d(2) : x, filters, convolutions)
  }
  return x
}

/** Fast R-CNN's head: every box pooled to 7×7, VGG-16's dense layers, a score and four offsets a class. */
export function vgg16BoxHead(features: Tensor, boxes: Tensor, classes: number): [scores: Tensor, offsets: Tensor] {
  const regions = features.roiPool(boxes, { poolSize: 7, spatialScale: 1 / 16 })
  let x = regions.reshape([-1, 7 * 7 * features.channels])
  for (let layer = 0; layer < 2; layer++) x = x.dense(4096).relu().dropout(0.5)
  return [x.dense(classes), x.dense(4 * classes)]
}

function onPyramid({ input = [800, 800, 3], classes = 91 }: FasterRcnnOptions): Model {
  const start = image(...input)
  const levels = featurePyramid(dilatedResNet(start, { depth: 50, outputStride: 32 }), 256)
  const proposals = rpnHead([...levels, levels[3].maxPool2d(1, { strides: 2 })], { anchors: 3, scoresPerAnchor: 1 })
  const boxes = levels.map((_, level) => image(`boxes${level + 2}`, 4))
  const regions = levels.map((map, level) =>
    map.roiAlign(boxes[level], { poolSize: 7, spatialScale: 1 / 2 ** (level + 2), samplingRatio: 2, aligned: false }),
  )
  const [first, ...others] = regions.map(region => region.reshape([-1, 7 * 7 * 256]))
  const hidden = first
    .concat(...others, { axis: 1 })
    .dense(1024)
    .relu()
    .dense(1024)
    .relu()
  const outputs = [...proposals.flatMap(({ scores, offsets }) => [scores, offsets])]
  return model(
    'Faster R-CNN ResNet-50 FPN',
    [start, ...boxes],
    [...outputs, hidden.dense(classes), hidden.dense(4 * classes)],
    { task: 'detection', boxes: { decoder: 'fasterRcnn', maps: pyramidAnchors, variances: [0.1, 0.2] } },
  )
}

/** Coarse maps are enlarged and added to finer ones, so that all levels know what the last one knows (FPN, §3). */
function featurePyramid(maps: readonly Tensor[], filters: number): Tensor[] {
  const lateral = maps.map(map => map.conv2d(filters, 1))
  let above = lateral[lateral.length - 1]
  const merged = [above]
  for (const map of lateral.slice(0, -1).reverse()) {
    above = map.add(above.resizeNearest([map.height, map.width]))
    merged.unshift(above)
  }
  return merged.map(map => map.conv2d(filters, 3, { padding: 1 }))
}
