import type { Tensor } from '../tensor'
import { checkRepetitions } from './checkRepetitions'
import { convBatchNormRelu } from './convBatchNormRelu'

export interface SelectiveKernelOptions {
  strides?: number
  /** Paths, of dilation 1, 2, 3 …: 3×3, 5×5, 7×7 windows. */
  paths?: number
  groups?: number
  /** How many channels share one unit of the squeezed vector, and its least length. */
  reduction?: number
  leastUnits?: number
}

/**
 * Selective kernel convolution: paths of different window size run side by side, and a softmax over the paths, computed
 * for every channel from the mean of their sum, decides how much of each is kept.
 *
 * Input   [height, width, channels]
 * Output  [⌈height / strides⌉, ⌈width / strides⌉, filters]
 * Params  paths · 9 · channels / groups · filters; the choice: filters · units + paths · units · filters; batch norms
 * Source  Li et al. 2019, Selective Kernel Networks, §3.1, https://arxiv.org/abs/1903.06586
 */
export function selectiveKernel(x: Tensor, filters: number, options: SelectiveKernelOptions = {}): Tensor {
  const { strides = 1, paths = 2, groups = 32, reduction = 16, leastUnits = 32 } = options
  checkRepetitions('selectiveKernel', 'paths', paths, 1)
  // Split: a dilated 3×3 window stands for the larger ones.
  const branches = Array.from({ length: paths }, (_, path) =>
    convBatchNormRelu(x, filters, 3, { strides, padding: path + 1, dilationRate: path + 1, groups }),
  )
  const [first, ...others] = branches
  // Fuse (eqs. 1–4).
  const units = Math.max(Math.floor(filters / reduction), leastUnits)
  const squeezed = first
    .add(...others)
    .globalAveragePool2d()
    .dense(units, { useBias: false })
    .batchNorm()
    .relu()
  // Select (eqs. 5–6): one softmax over the paths for every channel.
  const choice = squeezed
    .dense(filters * paths, { useBias: false })
    .reshape([filters, paths])
    .softmax()
  const chosen = branches.map((branch, path) =>
    branch.multiply(choice.slice([0, path], [filters, 1]).reshape([1, 1, filters])),
  )
  return chosen[0].add(...chosen.slice(1))
}
