import { methodCall } from '../rules/edits'
import { layerText, withOptions, writtenOptions } from './layerText'
import { defineRefactoring } from './refactoring'

/**
 * Filters each channel by itself and then mixes them, in the place of doing both at once: k²·C + C·F weights for k²·C·F.
 *
 * Source: Howard et al. 2017, MobileNets, §3.1, https://arxiv.org/abs/1704.04861
 */
export const depthwiseSeparable = defineRefactoring({
  id: 'depthwise-separable',

  propose(site) {
    const written = writtenOptions(site)
    if (site.kind.kind !== 'conv2d' || !written || !methodCall(site) || !hasWindow(site)) return undefined
    if (site.instances.some(({ node }) => node.options.groups !== 1)) return undefined
    const initializer = written.get('kernelInitializer')
    const regularizer = written.get('kernelRegularizer')
    const options = withOptions(written, {
      depthwiseInitializer: initializer,
      pointwiseInitializer: initializer,
      depthwiseRegularizer: regularizer,
      pointwiseRegularizer: regularizer,
    })
    const edits = [{ span: site.callSpan, text: layerText('separableConv2d', options) }]
    return { title: 'Make depthwise separable', edits }
  },
})

function hasWindow({ instances }: Parameters<typeof writtenOptions>[0]): boolean {
  return instances.every(({ node }) => (node.options.kernelSize as readonly unknown[])?.some(side => side !== 1))
}
