import type { LayerNode } from '../../builder/node'
import type { Fix, LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { type Dataflow, dataflow } from './dataflow'
import { setOption } from './edits'
import { inLayers } from './inLayers'
import { keepsPlaces } from './keepsPlaces'
import { defineRule } from './rule'

/**
 * Finds a convolution within a network whose filters are not a multiple of 4.
 *
 * Why: graphics cards read channels in fours (the four components of a texel or a vector), tensor cores in eights. Of 30
 * filters the last two lie in a group half empty, at every pixel of every layer that reads them. The last layer, whose
 * filters are the classes, is left alone.
 *
 * Do: take the next multiple of 8.
 *
 * @example
 * const image = input(32, 32, 3)
 * model('odd', image, image.conv2d(30, 3).relu().conv2d(10, 1).softmax())
 *
 * Source: Howard et al. 2019, Searching for MobileNetV3, https://arxiv.org/abs/1905.02244 (channels are made divisible by 8)
 */
export const channelAlignment = defineRule({
  id: 'channel-alignment',
  severity: 'hint',
  strict: true,

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const { site, all, found, what: filters, times } of atSites(analysis, instance => unaligned(instance, flow))) {
      const aligned = Math.ceil(filters / 8) * 8
      const edit =
        all && found.every(({ what }) => what === filters) ? setOption(site, 'filters', `${aligned}`) : undefined
      const fixes: Fix[] = edit ? [{ title: `Use ${aligned} filters${inLayers(site)}`, edits: [edit] }] : []
      const message = `${filters} filters are no multiple of 4: graphics cards work on channels in fours and eights${times}`
      yield { span: site.nameSpan, message, fixes }
    }
  },
})

function unaligned({ node, model }: LayerInstance, flow: Dataflow): number | undefined {
  const { filters } = node.options
  if (typeof filters !== 'number' || filters % 4 === 0 || filters < 8 || node.unknownOptions.length > 0)
    return undefined
  return model && isReadByWeights(node, flow) ? filters : undefined
}

/** Whether another layer with weights reads it, so that its filters are a free choice. */
function isReadByWeights(node: LayerNode, flow: Dataflow): boolean {
  return flow.consumers(node).some(reader => {
    if ('useBias' in reader.kind.options && !reader.kind.kind.startsWith('depthwise')) return true
    return (keepsPlaces(reader) || 'poolSize' in reader.kind.options) && isReadByWeights(reader, flow)
  })
}
