import type { LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { removeActivation } from './changeActivation'
import { type Dataflow, dataflow } from './dataflow'
import { inLayers } from './inLayers'
import { type Residual, residualOf } from './residual'
import { defineRule } from './rule'
import { seeAlso } from './seeAlso'

/**
 * Finds a residual branch that ends in a rectifier just before the sum.
 *
 * Why: the branch is then never negative, and the sum can only grow from block to block: no block can take away what
 * another has added. On CIFAR-10 ResNet-110 makes 7.84 % errors this way and 6.61 % as published. Leaky rectifiers, and
 * sums around an encoder with its decoder, are left alone.
 *
 * Do: end the branch in the convolution or its normalisation, and put the rectifier behind the sum, or before the
 * convolutions (pre-activation).
 *
 * @example
 * const image = input(32, 32, 16)
 * const branch = image.conv2d(16, 3, { padding: 'same' }).relu().conv2d(16, 3, { padding: 'same' }).relu()
 * model('block', image, branch.add(image))
 *
 * Source: He, Zhang, Ren and Sun 2016, Identity Mappings in Deep Residual Networks, table 2, https://arxiv.org/abs/1603.05027
 */
export const rectifierBeforeAdd = defineRule({
  id: 'rectifier-before-add',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const { site, all, what, times } of atSites(flow, instance => blockOf(instance, flow))) {
      const removal = all ? removeActivation(site) : undefined
      yield {
        span: site.nameSpan,
        message:
          `the branch ends in ${site.kind.kind}, so that ${flow.nameOf(what.sum)} can only add to what the shortcut carries: ` +
          `put it behind the sum${times}`,
        related: seeAlso(analysis, flow, [what.sum], 'the sum'),
        fixes: removal ? [{ title: `Remove ${site.kind.kind}${inLayers(site)}`, edits: [removal] }] : [],
      }
    }
  },
})

const RECTIFIERS: ReadonlySet<string> = new Set(['relu', 'relu6'])

function blockOf({ node }: LayerInstance, flow: Dataflow): Residual | undefined {
  if (!RECTIFIERS.has(node.kind.kind) || flow.isOutput(node)) return undefined
  const [reader, another] = flow.consumers(node)
  if (!reader || another) return undefined
  const block = residualOf(reader, flow)
  return block?.branch === node && !block.shortcut.includes(node) ? block : undefined
}
