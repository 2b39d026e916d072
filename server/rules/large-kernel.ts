import { formatCount } from '../../builder/format'
import type { LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { knownWindow } from './knownWindow'
import { defineRule } from './rule'

/**
 * Finds a convolution of 5×5 or more over many channels.
 *
 * Why: two 3×3 convolutions in a row see the same 5×5 pixels, three see 7×7, with fewer weights and with an activation
 * between them. Over 64 channels and more the difference is large. The first layer, whose channels are few, and depthwise
 * and grouped convolutions, for which a large window is cheap, are left alone; so is a window as large as its map, which is
 * a dense layer.
 *
 * Do: use 3×3 convolutions in a row with an activation behind each; or 1×n and n×1 in turn; or a depthwise convolution.
 *
 * @example
 * const image = input(32, 32, 128)
 * model('wide', image, image.conv2d(128, 7, { padding: 'same' }).relu())
 *
 * Source: Simonyan and Zisserman 2015, Very Deep Convolutional Networks, §2.3, https://arxiv.org/abs/1409.1556; Szegedy et
 * al. 2016, Rethinking the Inception Architecture, §3, https://arxiv.org/abs/1512.00567
 */
export const largeKernel = defineRule({
  id: 'large-kernel',
  severity: 'information',

  *check(analysis) {
    for (const { site, what, times } of atSites(analysis, costOf)) {
      const { side, channels, weights, layers, stacked } = what
      const saved = Math.round((1 - stacked / weights) * 100)
      const message =
        `a ${side}×${side} window on ${channels} channels holds ${formatCount(weights)} weights; ${layers} convolutions of 3×3 ` +
        `in a row see the same with ${formatCount(stacked)} (${saved} % fewer)${times}`
      yield { span: site.nameSpan, message, fixes: [] }
    }
  },
})

function costOf({ node, inputShapes: [[height, width, channels]] }: LayerInstance) {
  const window = node.kind.kind === 'conv2d' && node.options.groups === 1 ? knownWindow(node) : undefined
  const { filters } = node.options
  if (!window || typeof channels !== 'number' || typeof filters !== 'number') return undefined
  const [side, columns] = window.kernel
  if (side !== columns || side < 5 || side % 2 === 0 || channels < 64 || filters < 64) return undefined
  if (side === height && side === width && window.padding !== 'same') return undefined
  const layers = (side - 1) / 2
  const weights = side * side * channels * filters
  const stacked = 9 * channels * filters + (layers - 1) * 9 * filters * filters
  return stacked < weights ? { side, channels, weights, layers, stacked } : undefined
}
