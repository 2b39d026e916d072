import type { LayerSite } from '../analysis'
import { insertBefore } from '../rules/edits'
import { activationBehind } from './layerText'
import { defineRefactoring } from './refactoring'

/**
 * Puts a 1×1 convolution before a larger one, which then reads a quarter of the channels.
 *
 * Source: Szegedy et al. 2015, Going Deeper with Convolutions, §4, https://arxiv.org/abs/1409.4842
 */
export const pointwiseReduction = defineRefactoring({
  id: 'pointwise-reduction',

  propose(site) {
    const channels = quarterOfChannels(site)
    if (channels === undefined) return undefined
    const isNormalized = activationBehind(site).some(text => text.startsWith('batchNorm'))
    const written = site.optionNodes.get('activation')?.getText()
    const options = [isNormalized ? 'useBias: false' : undefined, written && `activation: ${written}`].filter(Boolean)
    const object = options.length > 0 ? `, { ${options.join(', ')} }` : ''
    const gap = ['', ...activationBehind(site)].join('.')
    const edit = insertBefore(site, `.conv2d(${channels}, 1${object})${gap}`)
    return edit && { title: `Reduce to ${channels} channels with 1×1 before`, edits: [edit] }
  },
})

const LEAST_CHANNELS = 8

function quarterOfChannels({ kind, instances }: LayerSite): number | undefined {
  if (kind.kind !== 'conv2d') return undefined
  const channels = new Set(instances.map(({ inputShapes: [input] }) => input[2]))
  const [count] = channels
  const isWindow = instances.every(({ node: { options } }) =>
    (options.kernelSize as readonly unknown[])?.every(side => typeof side === 'number' && side > 1),
  )
  if (channels.size !== 1 || typeof count !== 'number' || count < LEAST_CHANNELS || !isWindow) return undefined
  return Math.floor(count / 4)
}
