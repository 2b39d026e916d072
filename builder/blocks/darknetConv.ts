import type { Tensor } from '../tensor'

/**
 * Convolution of Darknet, the framework of YOLO: no bias, batch normalisation, leaky ReLU of slope 0.1. Striding ones pad
 * one pixel on every side.
 *
 * Params  kernel² · channels · filters + 2 · filters
 * Source  Redmon and Farhadi 2017, YOLO9000, §2, https://arxiv.org/abs/1612.08242
 */
export function darknetConv(x: Tensor, filters: number, kernelSize: 1 | 3, strides: 1 | 2 = 1): Tensor {
  const padding = (kernelSize - 1) / 2
  return x.conv2d(filters, kernelSize, { strides, padding, useBias: false }).batchNorm().leakyRelu({ alpha: 0.1 })
}
