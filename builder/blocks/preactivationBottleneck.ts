import type { Tensor } from '../tensor'
import { open } from './gate'
import type { ResidualOptions } from './residual'

/**
 * Bottleneck block with normalisation and activation before each convolution.
 *
 * Input   [height, width, channels]
 * Output  [⌈height / strides⌉, ⌈width / strides⌉, 4 · width]
 * Params  channels · width + 9 · width² + 4 · width², a 1×1 projection where the shape changes, batch normalisation
 * Source  He et al. 2016, Identity Mappings in Deep Residual Networks, §4.1 and appendix, https://arxiv.org/abs/1603.05027
 */
export function preactivationBottleneck(
  x: Tensor,
  width: number,
  { strides = 1, gate = open }: Omit<ResidualOptions, 'useBias' | 'shortcut'> = {},
): Tensor {
  const activated = x.batchNorm().relu()
  const branch = activated
    .conv2d(width, 1, { useBias: false })
    .batchNorm()
    .relu()
    .conv2d(width, 3, { strides, padding: 1, useBias: false })
    .batchNorm()
    .relu()
    .conv2d(4 * width, 1, { useBias: false })
  const same = strides === 1 && x.channels === 4 * width
  return gate(branch).add(same ? x : activated.conv2d(4 * width, 1, { strides, useBias: false }))
}
