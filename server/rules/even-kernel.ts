import type { LayerNode } from '../../builder/node'
import type { Fix, LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { setOption } from './edits'
import { inLayers } from './inLayers'
import { knownWindow } from './knownWindow'
import { isConvolution } from './layerRoles'
import { defineRule } from './rule'

/**
 * Finds a convolution of stride 1 and padding `'same'` with a window of even sides.
 *
 * Why: an even window has no centre. With the border that `'same'` adds it looks half a pixel further to the right and down
 * than to the left and up, and every such layer moves the map by another half pixel, away from the image. A window with a
 * stride, and one that smooths what an up-sampling just repeated, are left alone.
 *
 * Do: use an odd window; or pad with `zeroPad2d` yourself, in turn on either side.
 *
 * @example
 * const image = input(32, 32, 3)
 * model('shifted', image, image.conv2d(16, 4, { padding: 'same' }).relu())
 *
 * Source: Wu et al. 2019, Convolution with even-sized kernels and symmetric padding, §3, https://arxiv.org/abs/1903.08385
 */
export const evenKernel = defineRule({
  id: 'even-kernel',
  severity: 'warning',

  *check(analysis) {
    for (const { site, found, all, what, times } of atSites(analysis, evenKernelOf)) {
      const odd = what.map(side => side + 1)
      const agreed = all && found.every(other => other.what.join() === what.join())
      const size = odd[0] === odd[1] ? `${odd[0]}` : `[${odd.join(', ')}]`
      const edit = agreed ? setOption(site, 'kernelSize', size) : undefined
      const fixes: Fix[] = edit ? [{ title: `Use kernelSize ${size}${inLayers(site)}`, edits: [edit] }] : []
      const message = `an even window of ${what.join('×')} with padding 'same' moves the map by half a pixel${times}`
      yield { span: site.nameSpan, message, fixes }
    }
  },
})

function evenKernelOf({ node }: LayerInstance): readonly [number, number] | undefined {
  const window = isConvolution(node) ? knownWindow(node) : undefined
  if (window?.padding !== 'same' || followsUpSampling(node)) return undefined
  const { kernel, strides } = window
  return strides.every(step => step === 1) && kernel.every(side => side % 2 === 0) ? kernel : undefined
}

function followsUpSampling({ inputs: [{ node }] }: LayerNode): boolean {
  return /^(upSampling|resize)/.test(node.kind.kind)
}
