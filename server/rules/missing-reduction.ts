import { formatCount } from '../../builder/format'
import type { Fix, LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { insertBefore } from './edits'
import { inLayers } from './inLayers'
import { keepsPlaces } from './keepsPlaces'
import { knownWindow } from './knownWindow'
import { defineRule } from './rule'

/**
 * Finds a convolution of 3×3 or more that reads 256 channels or more, with no 1×1 convolution before it that makes them fewer.
 *
 * Why: the cost of a window is its pixels times its channels. A 1×1 convolution to a quarter of the channels first costs
 * little and leaves a quarter of it: the bottleneck of residual networks and the reductions of Inception. VGG and the shallower
 * residual networks do without.
 *
 * Do: put a 1×1 convolution with a quarter of the channels, and its activation, before it.
 *
 * @example
 * const image = input(28, 28, 512)
 * model('broad', image, image.conv2d(512, 3, { padding: 'same' }).relu())
 *
 * Source: Szegedy et al. 2015, Going Deeper with Convolutions, §4, https://arxiv.org/abs/1409.4842; He et al. 2016, Deep Residual
 * Learning, §4.1, https://arxiv.org/abs/1512.03385
 */
export const missingReduction = defineRule({
  id: 'missing-reduction',
  severity: 'information',
  strict: true,

  *check(analysis) {
    for (const { site, all, found, what, times } of atSites(analysis, costOf)) {
      const { kernel, channels, reduced, before, after } = what
      const saved = Math.round((1 - after / before) * 100)
      const agreed = all && found.every(other => other.what.reduced === reduced)
      const insertion = agreed ? insertBefore(site, `.conv2d(${reduced}, 1).relu()`) : undefined
      const fixes: Fix[] = insertion
        ? [{ title: `Reduce to ${reduced} channels by a 1×1 convolution first${inLayers(site)}`, edits: [insertion] }]
        : []
      const message =
        `${kernel.join('×')} on ${channels} channels holds ${formatCount(before)} weights; with a 1×1 convolution to ` +
        `${reduced} before it, both hold ${formatCount(after)} (${saved} % fewer)${times}`
      yield { span: site.nameSpan, message, fixes }
    }
  },
})

const LEAST_CHANNELS = 256

function costOf({ node, inputShapes: [input] }: LayerInstance) {
  const window = node.kind.kind === 'conv2d' && node.options.groups === 1 ? knownWindow(node) : undefined
  const { filters } = node.options
  const channels = input.at(-1)
  if (!window || typeof channels !== 'number' || typeof filters !== 'number' || channels < LEAST_CHANNELS)
    return undefined
  const [height, width] = input
  const { kernel } = window
  // A window as large as its map is a dense layer.
  if (kernel.some(side => side < 3) || (kernel[0] === height && kernel[1] === width)) return undefined
  let [{ node: source }] = node.inputs
  while (keepsPlaces(source)) [{ node: source }] = source.inputs
  if (source.kind.kind === 'conv2d' && knownWindow(source)?.kernel.every(side => side === 1) !== false) return undefined
  const taps = kernel[0] * kernel[1]
  const reduced = Math.floor(channels / 4)
  return {
    kernel,
    channels,
    reduced,
    before: taps * channels * filters,
    after: channels * reduced + taps * reduced * filters,
  }
}
