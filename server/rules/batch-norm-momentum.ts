import type { LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { isLiteral, setOption, spanOf } from './edits'
import { inLayers } from './inLayers'
import { defineRule } from './rule'

/**
 * Finds a batch normalisation whose momentum leaves no useful statistics for inference: below 0.5, or 1 and more.
 *
 * Why: momentum is the share of the old moving average that is kept, as in Keras. PyTorch's is the share of the new: its 0.1 is
 * 0.9 here. Below 0.5 the averages follow the last batch or two, and inference differs from run to run; at 1 they never
 * leave mean 0 and variance 1, and inference normalises nothing.
 *
 * Do: use 0.9 to 0.999; 1 less the value, where it comes from PyTorch.
 *
 * @example
 * const image = input(32, 32, 3)
 * model('features', image, image.conv2d(16, 3, { useBias: false }).batchNorm({ momentum: 0.1 }).relu())
 *
 * Source: Ioffe and Szegedy 2015, Batch Normalization, §3.1, https://arxiv.org/abs/1502.03167; Keras's documentation of
 * BatchNormalization, https://keras.io/api/layers/normalization_layers/batch_normalization
 */
export const batchNormMomentum = defineRule({
  id: 'batch-norm-momentum',
  severity: 'warning',

  *check(analysis) {
    for (const { site, all, what, times } of atSites(analysis, momentumOf)) {
      const written = site.optionNodes.get('momentum')
      const better = what > 0 && what < 1 ? Number((1 - what).toFixed(6)) : 0.99
      const edit = all ? setOption(site, 'momentum', String(better)) : undefined
      const why =
        what >= 1
          ? 'the averages that inference uses never change'
          : `the averages that inference uses keep ${Number((100 * what).toFixed(4))} % of what was before: they are those of the last batch or two`
      yield {
        span: written && isLiteral(written) ? spanOf(written) : site.nameSpan,
        message: `with momentum ${what} ${why}${times}`,
        fixes: edit ? [{ title: `Use momentum ${better}${inLayers(site)}`, edits: [edit] }] : [],
      }
    }
  },
})

const LOWEST = 0.5

function momentumOf({ node }: LayerInstance): number | undefined {
  const { momentum } = node.options
  if (node.kind.kind !== 'batchNorm' || typeof momentum !== 'number') return undefined
  return momentum < LOWEST || momentum >= 1 ? momentum : undefined
}
