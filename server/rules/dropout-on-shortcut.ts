import type { LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { type Dataflow, dataflow } from './dataflow'
import { dropoutRate } from './dropoutRate'
import { removeCall } from './edits'
import { inLayers } from './inLayers'
import { type Residual, residualOf } from './residual'
import { defineRule } from './rule'
import { seeAlso } from './seeAlso'

/**
 * Finds dropout on the shortcut of a residual block: between what the block starts from and the sum.
 *
 * Why: a residual network learns since the shortcuts carry everything through unchanged, signals forth and gradients back.
 * Dropout on each of them multiplies all along the way: with it ResNet-110 did not learn CIFAR-10 (more than 20 % error,
 * 6.6 % without). Dropout within the branch is left alone.
 *
 * Do: put the dropout into the branch, between its convolutions.
 *
 * @example
 * const image = input(32, 32, 16)
 * const features = image.conv2d(16, 3, { padding: 'same' }).relu().conv2d(16, 3, { padding: 'same' }).add(image.dropout(0.5))
 * model('block', image, features)
 *
 * Source: He, Zhang, Ren and Sun 2016, Identity Mappings in Deep Residual Networks, table 1, https://arxiv.org/abs/1603.05027
 */
export const dropoutOnShortcut = defineRule({
  id: 'dropout-on-shortcut',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const { site, all, what, times } of atSites(analysis, instance => blockOf(instance, flow))) {
      const removal = all ? removeCall(site) : undefined
      yield {
        span: site.nameSpan,
        message: `drops from the shortcut that ${flow.nameOf(what.sum)} adds, which has to carry everything through: put it into the branch${times}`,
        related: seeAlso(analysis, flow, [what.sum, what.branch], 'the sum, and the branch'),
        fixes: removal ? [{ title: `Remove the dropout${inLayers(site)}`, edits: [removal] }] : [],
      }
    }
  },
})

function blockOf({ node }: LayerInstance, flow: Dataflow): Residual | undefined {
  if (!dropoutRate(node)) return undefined
  const blocks = flow.consumers(node).flatMap(reader => residualOf(reader, flow) ?? [])
  return blocks.find(({ shortcut }) => shortcut.includes(node))
}
