import { ssdHead } from '../blocks/ssdHead'
import { vgg16Stages, vggStage } from '../blocks/vggStage'
import { input as image } from '../input'
import { type Model, model } from '../model'
import type { Tensor } from '../tensor'
import { ssdMaps } from './ssdMaps'

export interface SsdOptions {
  /** Side of the image: SSD300 or SSD512. */
  size?: 300 | 512
  /** Classes, background among them. */
  classes?: number
}

/**
 * SSD300 and SSD512 on VGG-16, Liu et al. 2016, https://arxiv.org/abs/1512.02325, §2 and figure 2.
 *
 * New against YOLO: boxes come from six or seven maps of falling size, small objects from fine maps and large ones from
 * coarse ones, each by one 3×3 convolution. VGG's dense layers are dilated convolutions, its last pooling does not stride,
 * and conv4_3, whose values are larger, is brought to length 1 and scaled.
 */
export function ssd({ size = 300, classes = 21 }: SsdOptions = {}): Model {
  const start = image(size, size, 3)
  let x: Tensor = start
  const maps: Tensor[] = []
  for (const [stage, [filters, convolutions]] of vgg16Stages.entries()) {
    x = vggStage(x, filters, convolutions)
    if (stage === 3) maps.push(x.l2Normalize({ initialScale: 20 }))
    x = stage < 4 ? x.maxPool2d(2, { ceilMode: true }) : x.maxPool2d(3, { strides: 1, padding: 1 })
  }
  x = x.conv2d(1024, 3, { padding: 6, dilationRate: 6 }).relu().conv2d(1024, 1).relu()
  maps.push(x)
  for (const [narrow, wide, { kernelSize, ...window }] of extras[size]) {
    x = x.conv2d(narrow, 1).relu().conv2d(wide, kernelSize, window).relu()
    maps.push(x)
  }
  const boxes = size === 300 ? [4, 6, 6, 6, 4, 4] : [4, 6, 6, 6, 6, 4, 4]
  const { offsets, scores } = ssdHead(maps, boxes, classes)
  return model(`SSD${size}`, start, [offsets, scores], {
    task: 'detection',
    boxes: { decoder: 'ssd', maps: ssdMaps[size] },
  })
}

const halving = { kernelSize: 3, strides: 2, padding: 1 } as const
const shrinking = { kernelSize: 3, strides: 1, padding: 0 } as const

/** Narrow and wide filters of the extra maps, and the window of the wide one. */
const extras = {
  300: [
    [256, 512, halving],
    [128, 256, halving],
    [128, 256, shrinking],
    [128, 256, shrinking],
  ],
  512: [
    [256, 512, halving],
    [128, 256, halving],
    [128, 256, halving],
    [128, 256, halving],
    [128, 256, { kernelSize: 4, strides: 1, padding: 1 }],
  ],
} as const
