import type { Fix, LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { setOption } from './edits'
import { inLayers } from './inLayers'
import { knownWindow } from './knownWindow'
import { isConvolution } from './layerRoles'
import { defineRule } from './rule'

/**
 * Finds a dilated convolution of which most weights, wherever its window stands, lie beyond the map.
 *
 * Why: where the rate is as large as the map, only the centre of the window ever meets a pixel. A 3×3 convolution is then a
 * 1×1 convolution with eight weights that are multiplied by the zeros of the border, and widens no view at all.
 *
 * Do: lower the rate to half the map's side or less, and take the context of the whole image from a pooling branch.
 *
 * @example
 * const image = input(256, 256, 3)
 * const map = image.avgPool2d(32)
 * model('far', image, map.conv2d(16, 3, { dilationRate: 12, padding: 'same' }))
 *
 * Source: Chen et al. 2017, Rethinking Atrous Convolution, §3.3, figure 4, https://arxiv.org/abs/1706.05587
 */
export const dilationBeyondMap = defineRule({
  id: 'dilation-beyond-map',
  severity: 'warning',

  *check(analysis) {
    for (const { site, found, all, what, times } of atSites(analysis, idleTaps)) {
      const { taps, used, map, rate } = what
      const agreed = all && found.every(other => other.what.rate === rate)
      const edit =
        agreed && site.optionNodes.has('dilationRate') ? setOption(site, 'dilationRate', `${rate}`) : undefined
      const fixes: Fix[] = edit ? [{ title: `Use dilationRate ${rate}${inLayers(site)}`, edits: [edit] }] : []
      const message = `the map is ${map}, so only ${used} of the ${taps} weights of each window ever meet a pixel${times}`
      yield { span: site.nameSpan, message, fixes }
    }
  },
})

function idleTaps({ node, inputShapes: [[height, width]] }: LayerInstance) {
  const window = isConvolution(node) ? knownWindow(node) : undefined
  if (!window || window.rates.every(rate => rate === 1) || typeof height !== 'number' || typeof width !== 'number') {
    return undefined
  }
  const { kernel, rates } = window
  const taps = kernel[0] * kernel[1]
  const used = usedAlong(kernel[0], rates[0], height) * usedAlong(kernel[1], rates[1], width)
  if (used * 2 > taps) return undefined
  return { taps, used, map: `${height}×${width}`, rate: Math.max(1, Math.floor(Math.min(height, width) / 2)) }
}

/** Taps of an odd window less than the map's size away from its centre. */
function usedAlong(taps: number, rate: number, size: number): number {
  if (taps % 2 === 0) return taps
  const reach = Math.min((taps - 1) / 2, Math.floor((size - 1) / rate))
  return 1 + 2 * reach
}
