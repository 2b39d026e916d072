import type { LayerNode } from '../../builder/node'
import type { Fix } from '../analysis'
import { removeCall } from './edits'
import { inLayers } from './inLayers'
import { defineRule } from './rule'

/**
 * Finds batch normalisation on what batch normalisation has just put out, with nothing but a change of shape or dropout between.
 *
 * Why: what comes in has mean and variance already; the second one only learns a scale and an offset that the first one has
 * as well. Most often an activation or a convolution was meant to stand between.
 *
 * Do: remove one of the two.
 *
 * @example
 * const image = input(32, 32, 3)
 * model('twice', image, image.conv2d(16, 3, { useBias: false }).batchNorm().batchNorm().relu())
 *
 * Source: Ioffe and Szegedy 2015, Batch Normalization, §3, https://arxiv.org/abs/1502.03167
 */
export const normalizationTwice = defineRule({
  id: 'normalization-twice',
  severity: 'warning',

  *check({ sites }) {
    for (const site of sites) {
      const { kind, instances, nameSpan } = site
      if (kind.kind !== 'batchNorm' || instances.length === 0 || !instances.every(({ node }) => isNormalised(node)))
        continue
      const removal = removeCall(site)
      const fixes: Fix[] = removal ? [{ title: `Remove the second batchNorm${inLayers(site)}`, edits: [removal] }] : []
      yield { span: nameSpan, message: `normalises what batchNorm has normalised already${inLayers(site)}`, fixes }
    }
  },
})

const BETWEEN: ReadonlySet<string> = new Set(['dropout', 'spatialDropout2d', 'reshape'])

function isNormalised({ inputs: [input] }: LayerNode): boolean {
  let { node } = input
  while (BETWEEN.has(node.kind.kind)) node = node.inputs[0].node
  return node.kind.kind === 'batchNorm'
}
