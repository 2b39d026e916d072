import type { Tensor } from '../tensor'
import { alignedXceptionFeatures } from './alignedXception'
import { dilatedResNet } from './dilatedResNet'

/** What DeepLab v3 and v3+ read of a classifier that is dilated instead of striding. */
export interface DeepLabBackbone {
  readonly name: string
  /** The last map of a quarter of the image's size. */
  readonly fine: Tensor
  /** The map of ResNet's third stage, on which an auxiliary head may stand. */
  readonly third?: Tensor
  readonly last: Tensor
}

/** The classifier without its head, its last map `outputStride` times smaller than the image. */
export function deepLabBackbone(
  start: Tensor,
  backbone: 'resNet50' | 'resNet101' | 'xception65',
  outputStride: 8 | 16,
): DeepLabBackbone {
  if (backbone === 'xception65') {
    return { name: 'Xception-65', ...alignedXceptionFeatures(start, { depth: 65, outputStride }) }
  }
  const depth = backbone === 'resNet50' ? 50 : 101
  const [fine, , third, last] = dilatedResNet(start, { depth, outputStride })
  return { name: `ResNet-${depth}`, fine, third, last }
}
