import { formatDimension } from '../../builder/dimension'
import type { Fix, LayerInstance } from '../analysis'
import { setOption } from './edits'
import { inLayers } from './inLayers'
import { isConvolution } from './layerRoles'
import { defineRule } from './rule'

/**
 * Finds a convolution with padding whose window is so large for its map that some of its weights only ever see the border.
 *
 * Why: at no place of an n×n map does a window reach more than n − 1 pixels beyond its centre. Weights further out are
 * multiplied by zeros, are never trained, and still are stored. On a 1×1 map a 3×3 window is a 1×1 window with eight idle
 * weights.
 *
 * Do: use a smaller window, or pool less before.
 *
 * @example
 * const image = input(32, 32, 3)
 * model('late', image, image.maxPool2d(32).conv2d(16, 3, { padding: 'same' }))
 *
 * Source: Richter et al. 2021, Should You Go Deeper?, https://arxiv.org/abs/2106.12307
 */
export const windowLargerThanMap = defineRule({
  id: 'window-larger-than-map',
  severity: 'warning',

  *check({ sites }) {
    for (const site of sites) {
      const idle = site.instances.map(idleTaps)
      const [first] = idle
      if (first === undefined || idle.includes(undefined)) continue
      const { window, used, map } = first
      const size = used[0] === used[1] ? `${used[0]}` : `[${used.join(', ')}]`
      const agreed = idle.every(other => other?.used.join() === used.join())
      const edit = agreed ? setOption(site, 'kernelSize', size) : undefined
      const fixes: Fix[] = edit ? [{ title: `Use kernelSize ${size}${inLayers(site)}`, edits: [edit] }] : []
      const [all, left] = [window[0] * window[1], used[0] * used[1]]
      const message = `${all - left} of ${all} weights of each window only ever see the border of the ${map} map`
      yield { span: site.nameSpan, message: message + inLayers(site), fixes }
    }
  },
})

/** The window and the part of it that meets the map, for padding 'same' on stride 1; undefined where all of it does. */
function idleTaps({ node, inputShapes: [input] }: LayerInstance) {
  const {
    kernelSize,
    strides = [1, 1],
    padding,
    dilationRate = [1, 1],
  } = node.options as Record<string, readonly unknown[]>
  if (!isConvolution(node) || node.kind.kind.endsWith('Transpose') || node.unknownOptions.length > 0) return undefined
  if ((padding as unknown) !== 'same' || [...strides, ...dilationRate].some(step => step !== 1)) return undefined
  const [rows, columns] = [usedAlong(kernelSize[0], input[0]), usedAlong(kernelSize[1], input[1])]
  if (!rows || !columns || (rows.used === rows.window && columns.used === columns.window)) return undefined
  return {
    window: [rows.window, columns.window] as const,
    used: [rows.used, columns.used] as const,
    map: `${formatDimension(input[0])}×${formatDimension(input[1])}`,
  }
}

/** Of an odd window, the taps that lie less than the map's size from its centre. */
function usedAlong(window: unknown, size: unknown): { window: number; used: number } | undefined {
  if (typeof window !== 'number' || typeof size !== 'number' || window % 2 === 0) return undefined
  return { window, used: Math.min(window, 2 * size - 1) }
}
