import type { RegionMap } from '../boxReading'

/**
 * The anchors of Faster R-CNN on a map at one sixteenth of the image: three areas, three ratios, as the authors' program
 * rounds them.
 *
 * Source  Ren et al. 2015, §3.1.1, https://arxiv.org/abs/1506.01497; generate_anchors.py of
 *         https://github.com/rbgirshick/py-faster-rcnn, which prints their corners
 */
export const regionAnchors: RegionMap = {
  stride: 16,
  anchors: [
    [96, 184],
    [192, 368],
    [384, 736],
    [128, 128],
    [256, 256],
    [512, 512],
    [176, 88],
    [352, 176],
    [704, 352],
  ],
}

/**
 * The anchors of a feature pyramid, one area a level, 32² to 512², and three ratios: rounded and placed as torchvision has
 * them, whose weights are used most.
 *
 * Source  Lin et al. 2017, Feature Pyramid Networks, §4.1, https://arxiv.org/abs/1612.03144
 */
export const pyramidAnchors: readonly RegionMap[] = [4, 8, 16, 32, 64].map(stride => ({
  ...{ stride, center: 0 },
  anchors: [0.5, 1, 2].map(ratio => {
    const [height, width] = [8 * stride * Math.sqrt(ratio), (8 * stride) / Math.sqrt(ratio)]
    return [2 * Math.round(height / 2), 2 * Math.round(width / 2)] as const
  }),
}))
