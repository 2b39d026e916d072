import type { LayerSite } from '../analysis'
import { chainText, layerText, withOptions, writtenOptions } from './layerText'
import { defineRefactoring } from './refactoring'

/**
 * Takes a dense layer or convolution apart into two with a bottleneck between them, nothing else: a product of two smaller
 * matrices, of a quarter of the rank.
 *
 * Source: Denton et al. 2014, Exploiting Linear Structure, https://arxiv.org/abs/1404.0736
 */
export const lowRankPair = defineRefactoring({
  id: 'low-rank-pair',

  propose(site) {
    const written = writtenOptions(site)
    const rank = quarterOfRank(site)
    if (!written || rank === undefined) return undefined
    const text = chainText(site, site.kind.kind === 'dense' ? dense(written, rank) : convolutions(written, rank))
    return text === undefined
      ? undefined
      : { title: `Take apart into two of rank ${rank}`, edits: [{ span: site.callSpan, text }] }
  },
})

const LEAST_RANK = 4

function quarterOfRank({ kind, instances }: LayerSite): number | undefined {
  const width = kind.kind === 'dense' ? 'units' : 'filters'
  if (kind.kind !== 'dense' && kind.kind !== 'conv2d') return undefined
  const ranks = instances.map(({ node: { options }, inputShapes: [input] }) => {
    const outputs = options[width]
    const inputs = kind.kind === 'dense' ? input.at(-1) : windowSize(options.kernelSize, input[2])
    const isPlain = kind.kind === 'dense' || options.groups === 1
    return isPlain && typeof outputs === 'number' && typeof inputs === 'number' ? Math.min(inputs, outputs) : 0
  })
  const rank = Math.floor(Math.min(...ranks) / 4)
  return rank >= LEAST_RANK ? rank : undefined
}

function windowSize(kernel: unknown, channels: unknown): number | undefined {
  const [height, width] = Array.isArray(kernel) ? kernel : []
  const isKnown = typeof height === 'number' && typeof width === 'number' && typeof channels === 'number'
  return isKnown ? height * width * channels : undefined
}

function dense(written: ReadonlyMap<string, string>, rank: number): string[] {
  const first = withOptions(written, { units: `${rank}`, ...LINEAR })
  return [layerText('dense', first), layerText('dense', written)]
}

/** A window onto few channels, then a mixture of them at every pixel. */
function convolutions(written: ReadonlyMap<string, string>, rank: number): string[] {
  const first = withOptions(written, { filters: `${rank}`, ...LINEAR })
  const second = withOptions(written, {
    kernelSize: '1',
    strides: undefined,
    padding: undefined,
    dilationRate: undefined,
    groups: undefined,
  })
  return [layerText('conv2d', first), layerText('conv2d', second)]
}

/** The product of both matrices is what counts: the first needs no offset and no activation of its own. */
const LINEAR = { useBias: 'false', activation: undefined, biasInitializer: undefined }
