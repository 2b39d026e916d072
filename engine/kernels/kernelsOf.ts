import type { Tensor } from '@tensorflow/tfjs-core'
import type { Layer } from '../../builder/graph'
import type { Weights } from '../computation'

type Axis = 'row' | 'column' | 'channel' | 'filter'

/** A weight that holds filters, and what its numbers are. */
export interface Kernel {
  readonly weight: string
  readonly tensor: Tensor
  /** The axes in the order of memory, the last one moving fastest, with their sizes. */
  readonly axes: readonly (readonly [Axis, number])[]
  readonly groups: number
  readonly makesOutput: boolean
}

/** What of a layer tells how its filters lie in memory. */
interface Given {
  readonly options: Layer['options']
  readonly weights: Weights
  /** The map whose numbers were flattened for this layer: [height, width, channels]. */
  readonly flattened?: readonly number[]
}

/** The kinds of layers with filters; a new one is a line here. */
const KINDS: Readonly<Record<string, (given: Given) => Kernel[]>> = {
  conv1d({ weights: { kernel } }) {
    const [length, channels, filters] = kernel.shape as number[]
    return [windows('kernel', kernel, [length, 1, channels, filters], 1)]
  },
  conv2d: mixing,
  deformableConv2d: mixing,
  conv2dTranspose({ weights: { kernel } }) {
    const [height, width, filters, channels] = kernel.shape as number[]
    const axes = [...axesOf([height, width]), ['filter', filters], ['channel', channels]] as const
    return [{ weight: 'kernel', tensor: kernel, axes, groups: 1, makesOutput: true }]
  },
  depthwiseConv2d: ({ weights: { depthwiseKernel } }) => [alone(depthwiseKernel, true)],
  separableConv2d: ({ weights: { depthwiseKernel, pointwiseKernel } }) => [
    alone(depthwiseKernel, false),
    windows('pointwiseKernel', pointwiseKernel, pointwiseKernel.shape, 1),
  ],
  dense({ weights: { kernel }, flattened }) {
    const [inputs, units] = kernel.shape
    return [windows('kernel', kernel, [...(flattened ?? [1, 1, inputs]), units], 1)]
  },
}

export function hasKernels(kind: string): boolean {
  return Object.hasOwn(KINDS, kind)
}

/** The filters of a layer, of a separable convolution those of both its steps; none of a layer of another kind. */
export function kernelsOf(kind: string, given: Given): Kernel[] {
  return hasKernels(kind) ? KINDS[kind](given) : []
}

function mixing({ options, weights: { kernel } }: Given): Kernel[] {
  return [windows('kernel', kernel, kernel.shape, options.groups as number)]
}

/** [height, width, channels, filters] */
function windows(weight: string, tensor: Tensor, shape: readonly number[], groups: number): Kernel {
  const [height, width, channels, filters] = shape
  const axes = [...axesOf([height, width]), ['channel', channels], ['filter', filters]] as const
  return { weight, tensor, axes, groups, makesOutput: weight !== 'depthwiseKernel' }
}

/** [height, width, channels, multiplier], where each channel has filters of its own, which see nothing else. */
function alone(tensor: Tensor, makesOutput: boolean): Kernel {
  const [height, width, channels, multiplier] = tensor.shape
  const axes = [...axesOf([height, width]), ['channel', 1], ['filter', channels * multiplier]] as const
  return { weight: 'depthwiseKernel', tensor, axes, groups: channels, makesOutput }
}

function axesOf([height, width]: readonly number[]) {
  return [['row', height] as const, ['column', width] as const]
}
