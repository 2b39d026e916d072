import type { Fix, LayerInstance } from '../analysis'
import { setOption } from './edits'
import { inLayers } from './inLayers'
import { defineRule } from './rule'
import { shownDefect } from './shownDefect'

/**
 * Finds a transposed convolution whose window is no multiple of its stride.
 *
 * Why: its windows overlap unevenly, so that some output pixels are summed from more inputs than their neighbours. The
 * output carries a checkerboard pattern, which training hardly removes.
 *
 * Do: use a window that is a multiple of the stride, or up-sample and convolve.
 *
 * @example
 * const code = input(8, 8, 64)
 * model('generator', code, code.conv2dTranspose(32, 3, { strides: 2, padding: 'same' }))
 *
 * Source: Odena, Dumoulin and Olah 2016, Deconvolution and Checkerboard Artifacts, https://distill.pub/2016/deconv-checkerboard
 */
export const checkerboard = defineRule({
  id: 'checkerboard',
  severity: 'warning',

  *check({ sites }) {
    for (const site of sites) {
      const uneven = site.instances.map(overlapOf).filter(overlap => overlap !== undefined)
      const [first] = uneven
      if (first === undefined) continue
      const { window, stride } = first
      const times = uneven.length > 1 ? ` (in ${uneven.length} layers)` : ''
      const least = Math.floor(window / stride)
      const next = stride * (least + 1)
      const same =
        uneven.length === site.instances.length && uneven.every(o => o.window === window && o.stride === stride)
      const edit = same ? setOption(site, 'kernelSize', String(next)) : undefined
      const fixes: Fix[] = edit ? [{ title: `Use kernelSize ${next}${inLayers(site)}`, edits: [edit] }] : []
      const message =
        `window ${window} is no multiple of stride ${stride}: rows and columns are summed from ` +
        `${least} and ${least + 1} inputs by turns, a checkerboard${times}`
      const culprit = site.instances.find(instance => overlapOf(instance) !== undefined)
      yield { span: site.nameSpan, message, fixes, ...shownDefect(culprit) }
    }
  },
})

function overlapOf({ node: { kind, options, unknownOptions } }: LayerInstance) {
  if (kind.kind !== 'conv2dTranspose' || unknownOptions.length > 0) return undefined
  const [windows, strides] = [options.kernelSize, options.strides] as readonly (readonly unknown[])[]
  for (const axis of [0, 1]) {
    const [window, stride] = [windows[axis], strides[axis]]
    if (typeof window === 'number' && typeof stride === 'number' && window % stride !== 0) return { window, stride }
  }
  return undefined
}
