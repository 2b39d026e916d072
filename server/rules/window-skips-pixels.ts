import type { Fix, LayerInstance } from '../analysis'
import { setOption, spanOf } from './edits'
import { inLayers } from './inLayers'
import { defineRule } from './rule'
import { shownDefect } from './shownDefect'

/**
 * Finds a convolution or pooling whose stride is larger than its window.
 *
 * Why: the pixels between two windows are never read; the layer throws that part of its map away without learning from it.
 * A 1×1 window with a stride samples the map on purpose, as the shortcuts of ResNet do, and is left alone.
 *
 * Do: lower the stride to the window, or enlarge the window.
 *
 * @example
 * const image = input(32, 32, 3)
 * model('gaps', image, image.conv2d(16, 2, { strides: 3 }))
 *
 * Source: He et al. 2016, Deep Residual Learning, §3.3, https://arxiv.org/abs/1512.03385
 */
export const windowSkipsPixels = defineRule({
  id: 'window-skips-pixels',
  severity: 'warning',

  *check({ sites }) {
    for (const site of sites) {
      const skipping = site.instances.map(gapOf).filter(gap => gap !== undefined)
      const [first] = skipping
      const written = site.optionNodes.get('strides')
      if (first === undefined || written === undefined) continue
      const { window, stride } = first
      const same = skipping.length === site.instances.length && skipping.every(gap => gap.window === window)
      const edit = same ? setOption(site, 'strides', String(window)) : undefined
      const fixes: Fix[] = edit ? [{ title: `Use strides ${window}${inLayers(site)}`, edits: [edit] }] : []
      const message = `never reads ${stride - window} of every ${stride} rows or columns of its input`
      const culprit = site.instances.find(instance => gapOf(instance) !== undefined)
      yield { span: spanOf(written), message, fixes, ...shownDefect(culprit) }
    }
  },
})

/** The window and the larger stride, where both are known. */
function gapOf({ node: { kind, options, unknownOptions } }: LayerInstance) {
  // A transposed convolution reads every pixel; its stride spreads the output.
  if (kind.kind.endsWith('Transpose') || unknownOptions.length > 0) return undefined
  const windows = (options.kernelSize ?? options.poolSize) as readonly unknown[] | undefined
  const strides = options.strides as readonly unknown[] | undefined
  for (const axis of [0, 1]) {
    const [window, stride] = [windows?.[axis], strides?.[axis]]
    if (typeof window === 'number' && typeof stride === 'number' && window > 1 && stride > window) {
      return { window, stride }
    }
  }
  return undefined
}
