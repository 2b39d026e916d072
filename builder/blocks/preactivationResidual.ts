import type { Tensor } from '../tensor'
import { open } from './gate'
import type { ResidualOptions } from './residual'

/**
 * Basic residual block with normalisation and activation before each convolution, so that the shortcuts of all blocks
 * form one clean path from input to output.
 *
 * Input   [height, width, channels]
 * Output  [⌈height / strides⌉, ⌈width / strides⌉, filters]
 * Params  9 · channels · filters + 9 · filters², a 1×1 projection where the shape changes, batch normalisation
 * Source  He et al. 2016, Identity Mappings in Deep Residual Networks, §4.1, https://arxiv.org/abs/1603.05027
 */
export function preactivationResidual(
  x: Tensor,
  filters: number,
  { strides = 1, gate = open }: Omit<ResidualOptions, 'useBias' | 'shortcut'> = {},
): Tensor {
  const activated = x.batchNorm().relu()
  const branch = activated
    .conv2d(filters, 3, { strides, padding: 1, useBias: false })
    .batchNorm()
    .relu()
    .conv2d(filters, 3, { padding: 1, useBias: false })
  // Where the shape changes the projection reads the activated input, and has no normalisation of its own.
  const same = strides === 1 && x.channels === filters
  return gate(branch).add(same ? x : activated.conv2d(filters, 1, { strides, useBias: false }))
}
