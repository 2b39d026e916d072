import type { LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { isLiteral, setOption, spanOf } from './edits'
import { inLayers } from './inLayers'
import { defineRule } from './rule'

/**
 * Finds a leaky rectifier whose slope for negative numbers is 1 and more.
 *
 * Why: with slope 1 both halves are the same: the activation does nothing, and the layers around it are one linear layer. Above 1
 * negative numbers grow from layer to layer.
 *
 * Do: use a slope of 0.01 to 0.3.
 *
 * @example
 * const image = input(32, 32, 3)
 * model('linear', image, image.conv2d(16, 3).leakyRelu({ alpha: 1 }).conv2d(32, 3).relu())
 *
 * Source: Maas, Hannun and Ng 2013, Rectifier Nonlinearities Improve Neural Network Acoustic Models, §2
 */
export const leakySlope = defineRule({
  id: 'leaky-slope',
  severity: 'warning',

  *check(analysis) {
    for (const { site, all, what, times } of atSites(analysis, slopeOf)) {
      const written = site.optionNodes.get('alpha')
      const edit = all ? setOption(site, 'alpha', '0.1') : undefined
      const why = what === 1 ? 'negative and positive numbers pass alike: it does nothing' : 'negative numbers grow'
      yield {
        span: written && isLiteral(written) ? spanOf(written) : site.nameSpan,
        message: `with slope ${what} ${why}${times}`,
        fixes: edit ? [{ title: `Use slope 0.1${inLayers(site)}`, edits: [edit] }] : [],
      }
    }
  },
})

function slopeOf({ node }: LayerInstance): number | undefined {
  const { alpha } = node.options
  return node.kind.kind === 'leakyRelu' && typeof alpha === 'number' && alpha >= 1 ? alpha : undefined
}
