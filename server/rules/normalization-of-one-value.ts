import { formatShape } from '../../builder/shape'
import type { LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { removeCall } from './edits'
import { inLayers } from './inLayers'
import { defineRule } from './rule'

/**
 * Finds a normalisation over a single number: instance normalisation of a 1×1 map, layer normalisation of one channel,
 * group normalisation whose groups hold one number.
 *
 * Why: a number less its own mean is 0. Whatever comes in, the output is the learned offset: nothing passes.
 *
 * Do: normalise where the map is larger, use fewer groups, or use `batchNorm`, which takes its mean over the batch.
 *
 * @example
 * const image = input(32, 32, 3)
 * const features = image.conv2d(16, 3).relu().globalAveragePool2d({ keepDims: true }).instanceNorm()
 * model('features', image, features.flatten().dense(10).softmax())
 *
 * Source: Wu and He 2018, Group Normalization, §3, https://arxiv.org/abs/1803.08494
 */
export const normalizationOfOneValue = defineRule({
  id: 'normalization-of-one-value',
  severity: 'error',

  *check(analysis) {
    for (const { site, all, what, times } of atSites(analysis, loneValues)) {
      const removal = all ? removeCall(site) : undefined
      yield {
        span: site.nameSpan,
        message: `normalises every number of ${what} by itself: a number less its own mean is 0, and nothing passes${times}`,
        fixes: removal ? [{ title: `Remove ${site.kind.kind}${inLayers(site)}`, edits: [removal] }] : [],
      }
    }
  },
})

/** The shape, where every mean is taken over one number. */
function loneValues({ node, inputShapes: [shape] }: LayerInstance): string | undefined {
  const { kind, options, unknownOptions } = node
  const channels = shape.at(-1)
  const isPixel = shape.length === 3 && shape[0] === 1 && shape[1] === 1
  const isLone =
    kind.kind === 'layerNorm'
      ? channels === 1
      : kind.kind === 'instanceNorm'
        ? isPixel
        : kind.kind === 'groupNorm' && isPixel && options.groups === channels && !unknownOptions.includes('groups')
  return isLone ? formatShape(shape) : undefined
}
