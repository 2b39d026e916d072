import type { Fix, LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { setOption } from './edits'
import { inLayers } from './inLayers'
import { knownWindow } from './knownWindow'
import { isConvolution } from './layerRoles'
import { defineRule } from './rule'

/**
 * Finds a convolution of TensorFlow.js with both a stride and a dilation rate above 1.
 *
 * Why: TensorFlow.js computes one or the other. The layer is made without complaint, and throws when the first image comes
 * ("either strides or dilations must be 1"). The builder's own engine computes both.
 *
 * Do: leave the stride to a pooling or a convolution before it, or drop one of the two.
 *
 * @example
 * import * as tf from '@tensorflow/tfjs'
 * const network = tf.sequential()
 * network.add(tf.layers.conv2d({ inputShape: [32, 32, 3], filters: 8, kernelSize: 3, strides: 2, dilationRate: 2 }))
 *
 * Source: tfjs-core, conv2d, eitherStridesOrDilationsAreOne, https://js.tensorflow.org/api/latest/#conv2d
 */
export const strideAndDilation = defineRule({
  id: 'stride-and-dilation',
  severity: 'error',

  *check(analysis) {
    for (const { site, all, what, times } of atSites(analysis, bothOf)) {
      if (site.dialect !== 'tfjs') continue
      const { strides, rates } = what
      const single = (name: string) => (all && site.optionNodes.has(name) ? setOption(site, name, '1') : undefined)
      const [dilation, stride] = [single('dilationRate'), single('strides')]
      const fixes: Fix[] = [
        ...(dilation ? [{ title: `Use dilationRate 1${inLayers(site)}`, edits: [dilation] }] : []),
        ...(stride ? [{ title: `Use strides 1${inLayers(site)}`, edits: [stride] }] : []),
      ]
      const message = `TensorFlow.js computes strides (${strides.join('×')}) or dilation (${rates.join('×')}), not both: the model throws when it runs${times}`
      yield { span: site.nameSpan, message, fixes }
    }
  },
})

function bothOf({ node }: LayerInstance) {
  const window = isConvolution(node) ? knownWindow(node) : undefined
  const isBoth = window?.strides.some(step => step > 1) && window.rates.some(rate => rate > 1)
  return isBoth ? window : undefined
}
