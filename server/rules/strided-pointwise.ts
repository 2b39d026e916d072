import { formatDimension } from '../../builder/dimension'
import type { Fix, LayerInstance, LayerSite } from '../analysis'
import { atSites } from './atSites'
import { insertBefore, setOption } from './edits'
import { inLayers } from './inLayers'
import { knownWindow } from './knownWindow'
import { isConvolution } from './layerRoles'
import { defineRule } from './rule'

/**
 * Finds a 1×1 convolution with a stride.
 *
 * Why: it reads one pixel of every block and none of the others: with stride 2, three quarters of the map are never looked
 * at. The first residual networks do so in their shortcuts and bottlenecks; averaging first, or giving the stride to the
 * 3×3 convolution, made them more accurate at nearly the same cost.
 *
 * Do: pool by averaging before it and drop its stride; in a bottleneck, give the stride to the 3×3 convolution.
 *
 * @example
 * const image = input(32, 32, 16)
 * model('sampled', image, image.conv2d(32, 1, { strides: 2 }))
 *
 * Source: He et al. 2019, Bag of Tricks for Image Classification, §4, figure 2, https://arxiv.org/abs/1812.01187
 */
export const stridedPointwise = defineRule({
  id: 'strided-pointwise',
  severity: 'information',

  *check(analysis) {
    for (const { site, found, all, what, times } of atSites(analysis, skippedBy)) {
      const [{ instance }] = found
      const [height, width] = instance.inputShapes[0].map(formatDimension)
      const message =
        `reads 1 of every ${what[0] * what[1]} pixels of its ${height}×${width} map and never looks at the others${times}; ` +
        'averaging before it would use them'
      const agreed = all && found.every(other => other.what.join() === what.join())
      yield { span: site.nameSpan, message, fixes: agreed ? averaging(site, what) : [] }
    }
  },
})

function skippedBy({ node }: LayerInstance): readonly [number, number] | undefined {
  const window = isConvolution(node) ? knownWindow(node) : undefined
  if (!window?.kernel.every(side => side === 1)) return undefined
  return window.strides.some(step => step > 1) ? window.strides : undefined
}

/** Pooling with padding 'same' gives ⌈size / stride⌉, as the stride of a 1×1 window does. */
function averaging(site: LayerSite, [rows, columns]: readonly [number, number]): Fix[] {
  const size = rows === columns ? `${rows}` : `[${rows}, ${columns}]`
  const pooling = insertBefore(site, `.avgPool2d(${size}, { padding: 'same' })`)
  const single = site.optionNodes.has('strides') ? setOption(site, 'strides', '1') : undefined
  if (!pooling || !single) return []
  return [{ title: `Average ${rows}×${columns} blocks first${inLayers(site)}`, edits: [pooling, single] }]
}
