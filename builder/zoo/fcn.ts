import { vgg16Stages, vggStage } from '../blocks/vggStage'
import { input as image } from '../input'
import { type Model, model } from '../model'
import type { Tensor } from '../tensor'

export interface FcnOptions {
  input?: readonly [number, number, number]
  classes?: number
  /** Pixels a score stands for before the last upsampling: 8 reads pool3 and pool4 too, 16 reads pool4, 32 the last map alone. */
  stride?: 8 | 16 | 32
}

/**
 * FCN-32s, -16s and -8s on VGG-16, Long, Shelhamer, Darrell 2015, https://arxiv.org/abs/1411.4038, §4 and figure 3; padding
 * and crops of the authors' networks, https://github.com/shelhamer/fcn.berkeleyvision.org.
 *
 * New: dense layers are convolutions of large windows in disguise, so a classifier slides over an image of any size; coarse
 * scores are upsampled by transposed convolutions and refined by scores of earlier, finer maps. The image is padded by 100
 * pixels so that the smallest image still fits, and the scores are cropped to it.
 */
export function fcn({ input = [500, 500, 3], classes = 21, stride = 8 }: FcnOptions = {}): Model {
  const start = image(...input)
  const pools: Tensor[] = []
  let x: Tensor = start
  for (const [stage, [filters, convolutions]] of vgg16Stages.entries()) {
    x = vggStage(x, filters, convolutions, { firstPadding: stage === 0 ? 100 : 'same' })
    x = x.maxPool2d(2, { ceilMode: true })
    pools.push(x)
  }
  x = x.conv2d(4096, 7).relu().dropout(0.5).conv2d(4096, 1).relu().dropout(0.5)
  let scores = x.conv2d(classes, 1)
  if (stride <= 16) scores = refine(scores, pools[3], 5)
  if (stride === 8) scores = refine(scores, pools[2], 9)
  const full = scores.conv2dTranspose(classes, 2 * stride, { strides: stride, useBias: false })
  const offset = { 8: 31, 16: 27, 32: 19 }[stride]
  return model(`FCN-${stride}s`, start, crop(full, offset, input[0], input[1]), { task: 'segmentation' })
}

/** Doubles the scores and adds those of a finer map, cropped to them. */
function refine(scores: Tensor, finer: Tensor, offset: number): Tensor {
  const doubled = scores.conv2dTranspose(scores.channels, 4, { strides: 2, useBias: false })
  return doubled.add(crop(finer.conv2d(scores.channels, 1), offset, doubled.height, doubled.width))
}

function crop(x: Tensor, offset: number, height: number, width: number): Tensor {
  return x.cropping2d({
    top: offset,
    bottom: x.height - height - offset,
    left: offset,
    right: x.width - width - offset,
  })
}
