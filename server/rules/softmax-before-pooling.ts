import type { LayerNode } from '../../builder/node'
import { formatShape } from '../../builder/shape'
import type { Fix, LayerSite } from '../analysis'
import { chainBehind } from './chainBehind'
import { removeActivation } from './changeActivation'
import { type Dataflow, dataflow } from './dataflow'
import { insertAfter, removeCall } from './edits'
import { inLayers } from './inLayers'
import { keepsPlaces } from './keepsPlaces'
import { isConvolution, isMap, isWeighted } from './layerRoles'
import { defineRule } from './rule'
import { seeAlso } from './seeAlso'

/**
 * Finds a softmax over the channels of a map that is then convolved, pooled or flattened.
 *
 * Why: the softmax makes the channels of every pixel compete, and sums them to 1 at each place. Between convolutions it
 * throws away how strong a feature is. Before a pooling the model averages probabilities of places in the place of scores,
 * so that its gradients vanish at every pixel that is sure; before a flattening its output does not sum to 1. The softmax
 * that labels pixels, and those that weigh tensors (attention), are left alone.
 *
 * Do: use `relu` within the network, and put the softmax behind the pooling.
 *
 * @example
 * const image = input(32, 32, 3)
 * model('digits', image, image.conv2d(10, 3).softmax().globalAveragePool2d())
 *
 * Source: Lin, Chen and Yan 2014, Network In Network, §3.2, https://arxiv.org/abs/1312.4400; Goodfellow, Bengio and Courville
 * 2016, Deep Learning, §6.2.2.3, https://www.deeplearningbook.org
 */
export const softmaxBeforePooling = defineRule({
  id: 'softmax-before-pooling',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const site of flow.sites) {
      const found = site.instances.flatMap(({ node, inputShapes: [map] }) => {
        const reader = node.kind.kind === 'softmax' && isMap(map) ? readerOf(node, flow) : undefined
        return reader ? [{ map, reader }] : []
      })
      const [first] = found
      if (first === undefined) continue
      const { map, reader } = first
      const what = VECTOR_MAKING.has(reader.kind.kind) ? 'brings the map to a vector' : 'reads the map'
      yield {
        span: site.nameSpan,
        message:
          `makes the ${formatShape(map.slice(-1))} channels of every pixel sum to 1 before ${flow.nameOf(reader)} ${what}; ` +
          'a softmax belongs behind the last layer',
        related: seeAlso(analysis, flow, [reader], `${what} behind the softmax`),
        fixes: mend(site, reader, flow),
      }
    }
  },
})

const VECTOR_MAKING: ReadonlySet<string> = new Set(['flatten', 'globalAveragePool2d', 'globalMaxPool2d'])
const POOLING: ReadonlySet<string> = new Set([...VECTOR_MAKING, 'maxPool2d', 'avgPool2d'])

/** The convolution, pooling or flattening that alone reads what the softmax leaves. */
function readerOf(softmax: LayerNode, flow: Dataflow): LayerNode | undefined {
  for (let current = softmax; ; ) {
    const readers = flow.consumers(current)
    if (readers.length !== 1 || flow.isOutput(current)) return undefined
    current = readers[0]
    if (isConvolution(current) && !current.kind.kind.endsWith('Transpose')) return current
    if (POOLING.has(current.kind.kind)) return current
    if (!keepsPlaces(current)) return undefined
  }
}

function mend(site: LayerSite, reader: LayerNode, flow: Dataflow): Fix[] {
  const { text } = site.call.getSourceFile()
  const written = /^(['"`]?)softmax\1$/.exec(text.slice(site.nameSpan.start, site.nameSpan.end))
  const place = flow.instanceOf(reader)?.site
  const pooled = reader.kind.kind.startsWith('global') && flow.isOutput(reader)
  if (pooled && place?.instances.length === 1 && site.instances.length === 1) {
    const [removal, insertion] = [site.activationOf ? undefined : removeCall(site), insertAfter(place, '.softmax()')]
    return removal && insertion ? [{ title: 'Move the softmax behind the pooling', edits: [removal, insertion] }] : []
  }
  if (VECTOR_MAKING.has(reader.kind.kind)) {
    const removal = feedsWeights(reader, flow) ? removeActivation(site) : undefined
    return removal ? [{ title: `Remove the softmax${inLayers(site)}`, edits: [removal] }] : []
  }
  if (!written) return []
  return [{ title: 'Use relu', edits: [{ span: site.nameSpan, text: `${written[1]}relu${written[1]}` }] }]
}

/** Whether the vector is of features, not of probabilities: a layer with weights makes the scores of it. */
function feedsWeights(reader: LayerNode, flow: Dataflow): boolean {
  for (const next of chainBehind(reader, flow)) if (isWeighted(next)) return true
  return false
}
