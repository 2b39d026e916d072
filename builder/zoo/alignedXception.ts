import { convBatchNormRelu } from '../blocks/convBatchNormRelu'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import type { Tensor } from '../tensor'

export interface AlignedXceptionOptions {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
  /** 65 is the network of DeepLab v3+; 41 has half of its middle flow, 71 two more modules in the entry flow. */
  depth?: 41 | 65 | 71
}

/**
 * Aligned Xception (modified Xception), Chen et al. 2018, https://arxiv.org/abs/1802.02611, §3.2 and figure 4; depths 41 and
 * 71 are those of the authors' code, https://github.com/tensorflow/models/tree/master/research/deeplab.
 *
 * New against Xception: every max pooling is a depthwise separable convolution that strides, so that resolution can be kept
 * by dilation instead; batch normalisation after the depthwise half too; the middle flow is twice as long. As in the
 * authors' code, ReLU stands before a whole separable convolution and between its halves only in the last three.
 */
export function alignedXception(options: AlignedXceptionOptions = {}): Model {
  const { input = [299, 299, 3], classes = 1000, depth = 65 } = options
  const start = image(...input)
  const { last } = alignedXceptionFeatures(start, { depth, outputStride: 32 })
  const scores = last.globalAveragePool2d().dense(classes)
  return model(`Xception-${depth}`, start, scores.softmax(), { task: 'classification' })
}

/**
 * Everything before the pooling: the last map, `outputStride` times smaller than the image, and the last one a quarter as
 * large as it, in which a decoder finds the edges. Once the map is small enough, modules dilate instead of striding.
 */
export function alignedXceptionFeatures(
  image: Tensor,
  { depth, outputStride }: { depth: 41 | 65 | 71; outputStride: 8 | 16 | 32 },
): { fine: Tensor; last: Tensor } {
  let x = convBatchNormRelu(image, 32, 3, { strides: 2, padding: 1 })
  x = convBatchNormRelu(x, 64, 3, { padding: 1 })
  let fine = x
  let stride = 2
  let dilationRate = 1
  const modules = [...entryFlow[depth], ...middleFlow(depth), exitFlow]
  for (const { filters, halve } of modules) {
    const strides = halve && stride < outputStride ? 2 : 1
    const { kept, output } = module(x, filters, strides, dilationRate)
    if (halve && strides === 1) dilationRate *= 2
    stride *= strides
    // The map before the last separable convolution of a module still has the size of its input.
    if (strides === 2 && stride === 8) fine = kept
    x = output
  }
  x = x.relu()
  for (const filters of [1536, 1536, 2048]) {
    x = x.depthwiseConv2d(3, { padding: dilationRate, dilationRate, useBias: false }).batchNorm().relu()
    x = x.conv2d(filters, 1, { useBias: false }).batchNorm().relu()
  }
  return { fine, last: x }
}

/** Three separable convolutions, the last of which strides, and a shortcut, projected where the shape changes. */
function module(x: Tensor, filters: readonly [number, number, number], strides: number, dilationRate: number) {
  const first = separable(x, filters[0], 1, dilationRate)
  const kept = separable(first, filters[1], 1, dilationRate)
  const branch = separable(kept, filters[2], strides, dilationRate)
  const same = strides === 1 && x.channels === filters[2]
  const shortcut = same ? x : x.conv2d(filters[2], 1, { strides, useBias: false }).batchNorm()
  return { kept, output: branch.add(shortcut) }
}

function separable(x: Tensor, filters: number, strides: number, dilationRate: number): Tensor {
  return x
    .relu()
    .depthwiseConv2d(3, { strides, padding: dilationRate, dilationRate, useBias: false })
    .batchNorm()
    .conv2d(filters, 1, { useBias: false })
    .batchNorm()
}

interface Module {
  readonly filters: readonly [number, number, number]
  readonly halve: boolean
}

const uniform = (filters: number, halve: boolean): Module => ({ filters: [filters, filters, filters], halve })

const entryFlow = {
  41: [uniform(128, true), uniform(256, true), uniform(728, true)],
  65: [uniform(128, true), uniform(256, true), uniform(728, true)],
  71: [uniform(128, true), uniform(256, false), uniform(256, true), uniform(728, false), uniform(728, true)],
}

function middleFlow(depth: 41 | 65 | 71): Module[] {
  return Array.from({ length: depth === 41 ? 8 : 16 }, () => uniform(728, false))
}

const exitFlow: Module = { filters: [728, 1024, 1024], halve: true }
