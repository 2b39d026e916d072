import type { LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { defineRule } from './rule'

/**
 * Finds an adaptive pooling to a grid that is finer than its map.
 *
 * Why: a pooling sums up; where it is asked for more cells than there are pixels, it gives the same pixel several times, and
 * what follows pays for copies. In a pyramid the finer grids then tell nothing that the coarser do not.
 *
 * Do: ask for fewer cells, or give it a map of an earlier layer.
 *
 * @example
 * const image = input(64, 64, 3)
 * model('copies', image, image.conv2d(16, 3, { strides: 16 }).relu().adaptiveAvgPool2d(6))
 *
 * Source: Zhao et al. 2017, Pyramid Scene Parsing Network, §3.2, https://arxiv.org/abs/1612.01105
 */
export const adaptivePoolEnlarges = defineRule({
  id: 'adaptive-pool-enlarges',
  severity: 'warning',

  *check(analysis) {
    for (const { site, what, times } of atSites(analysis, finerGrid)) {
      const message = `pools a ${what.map} map to ${what.grid} cells: pixels are repeated, nothing is summed up${times}`
      yield { span: site.nameSpan, message, fixes: [] }
    }
  },
})

function finerGrid({ node, inputShapes: [[height, width]] }: LayerInstance) {
  const { outputSize } = node.options as { outputSize?: readonly unknown[] }
  if (node.kind.kind !== 'adaptiveAvgPool2d' || !outputSize || node.unknownOptions.length > 0) return undefined
  const [rows, columns] = outputSize
  if (typeof rows !== 'number' || typeof columns !== 'number') return undefined
  if (typeof height !== 'number' || typeof width !== 'number' || (rows <= height && columns <= width)) return undefined
  return { map: `${height}×${width}`, grid: `${rows}×${columns}` }
}
