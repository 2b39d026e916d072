import type { Dimension } from '../../builder/dimension'
import type { LayerNode } from '../../builder/node'
import { windowOf } from '../../builder/receptiveField'
import type { Window } from '../../builder/window'
import type { AnalysedModel } from '../analysis'
import { convolutionsOf } from './convolutionsOf'
import { dataflow } from './dataflow'
import { imageOf } from './imageOf'
import { defineRule } from './rule'
import { seeAlso } from './seeAlso'

/**
 * Finds convolutions that widen a view which already is as large as the image.
 *
 * Why: once every element has seen the whole image, a further window adds nothing new to it: such layers hardly improve what is
 * told apart, and hold most of the weights. Where paths meet, the shortest counts; networks that enlarge their map again are
 * left alone, and so is a single layer.
 *
 * Do: leave the layers out; or give larger images; or pool and stride less before them.
 *
 * @example
 * const image = input(32, 32, 3)
 * let x = image
 * for (let i = 0; i < 5; i++) x = x.conv2d(64, 3, { padding: 'same' }).relu().maxPool2d(2)
 * model('deep', image, x.conv2d(64, 3, { padding: 'same' }).relu().globalAveragePool2d().dense(10).softmax())
 *
 * Source: Richter et al. 2021, Should You Go Deeper?, §4, https://arxiv.org/abs/2106.12307
 */
export const unproductiveLayers = defineRule({
  id: 'unproductive-layers',
  severity: 'information',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const model of analysis.models) {
      const { task } = model.graph.info
      const image = imageOf(model)
      if (!image || task === 'segmentation' || task === 'detection') continue
      const fieldBehind = shortestFields(model)
      const convolutions = convolutionsOf(model)
      const idle = convolutions.flatMap(({ instance: { node } }) => {
        const seen = fieldBehind(node.inputs[0].node)
        return seen?.every(({ size }, axis) => size >= image[axis]) ? [{ node, seen }] : []
      })
      const first = idle[0] && flow.instanceOf(idle[0].node)
      if (idle.length < 2 || !first) continue
      const seen = idle[0].seen.map(({ size }) => size).join('×')
      yield {
        span: first.site.nameSpan,
        message: `its input has seen ${seen}, the whole ${image.join('×')} image: ${idle.length} of ${convolutions.length} convolutions, from here on, widen nothing`,
        related: seeAlso(
          analysis,
          flow,
          idle.slice(1).map(({ node }) => node),
          'widens nothing either',
        ).filter(({ location }) => location.start !== first.site.nameSpan.start),
        fixes: [],
      }
    }
  },
})

interface Along {
  readonly size: number
  readonly stride: number
}

type ShortestField = readonly [Along, Along]

/** What an element has seen on the shortest way to it, per axis; nothing behind what is not known or enlarges the map. */
function shortestFields({ instances }: AnalysedModel): (node: LayerNode) => ShortestField | undefined {
  const fields = new Map<LayerNode, ShortestField>()
  const fieldBehind = (node: LayerNode) => fields.get(node.fusedInto ?? node)
  for (const { node, layer, inputShapes } of instances) {
    let shortest: ShortestField | undefined
    for (const { node: source } of node.inputs) {
      const before = fieldBehind(source)
      if (before && !(shortest && shortest[0].size <= before[0].size)) shortest = before
    }
    const window = node.unknownOptions.length === 0 ? windowOf(layer, inputShapes) : undefined
    if (node.inputs.length === 0) fields.set(node, [POINT, POINT])
    else if (!window) fields.set(node, [NOTHING, NOTHING])
    else if (shortest && window !== 'global') fields.set(node, widened(shortest, window))
  }
  return fieldBehind
}

const POINT: Along = { size: 1, stride: 1 }
const NOTHING: Along = { size: 0, stride: 0 }

function widened(field: ShortestField, window: Window): ShortestField {
  if (typeof window === 'string') return field
  const along = (axis: 0 | 1): Along => {
    const [span, step]: Dimension[] = [window.size[axis], window.stride[axis]]
    if (typeof span !== 'number' || typeof step !== 'number' || !(step >= 1)) return NOTHING
    const { size, stride } = field[axis]
    return { size: size + (span - 1) * stride, stride: stride * step }
  }
  return [along(0), along(1)]
}
