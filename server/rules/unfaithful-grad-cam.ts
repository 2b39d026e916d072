import type { LayerNode } from '../../builder/node'
import { atSites } from './atSites'
import { type Dataflow, dataflow } from './dataflow'
import { isActivation, keepsPlaces } from './keepsPlaces'
import { isMap } from './layerRoles'
import { defineRule } from './rule'
import { seeAlso } from './seeAlso'

/**
 * Finds a flattened map that several dense layers read, with activations between.
 *
 * Why: Grad-CAM weighs a channel by the average of its gradients over the map. Behind a global average that is exact. Behind a
 * flattening each place has weights of its own, which the average mixes up: the picture can show places that the network did not
 * use. HiResCAM, which weighs every place by its own gradient, is exact for one dense layer, and close for several.
 *
 * Do: look at the network with HiResCAM; or average the map and give one dense layer.
 *
 * @example
 * const image = input(32, 32, 3)
 * model('mixed', image, image.conv2d(16, 3).relu().flatten().dense(64).relu().dense(10).softmax())
 *
 * Source: Draelos and Carin 2020, Use HiResCAM instead of Grad-CAM, §3, https://arxiv.org/abs/2011.08891
 */
export const unfaithfulGradCam = defineRule({
  id: 'unfaithful-grad-cam',
  severity: 'information',
  strict: true,

  *check(analysis) {
    const flow = dataflow(analysis)
    const find = ({
      node,
      inputShapes: [map],
    }: {
      node: LayerNode
      inputShapes: readonly LayerNode['outputShapes'][number][]
    }) => {
      const dense = node.kind.kind === 'flatten' && isMap(map) ? denseBehind(node, flow) : []
      return dense.length > 1 ? dense : undefined
    }
    for (const { site, what } of atSites(analysis, find)) {
      yield {
        span: site.nameSpan,
        message: `${what.length} dense layers read the flattened map: Grad-CAM may show places that the network did not use, HiResCAM is closer to it`,
        related: seeAlso(analysis, flow, what, 'reads every place with weights of its own'),
        fixes: [],
      }
    }
  },
})

/** The dense layers of a head, where activations stand between them. */
function denseBehind(flatten: LayerNode, flow: Dataflow): LayerNode[] {
  const dense: LayerNode[] = []
  let isBent = false
  for (let readers = flow.consumers(flatten); readers.length === 1; readers = flow.consumers(readers[0])) {
    const [node] = readers
    if (node.kind.kind === 'dense') {
      if (dense.length > 0 && !isBent) return []
      dense.push(node)
      isBent = false
    } else if (isActivation(node)) isBent = true
    else if (!keepsPlaces(node)) break
  }
  return dense
}
