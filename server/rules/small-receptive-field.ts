import type { LayerNode } from '../../builder/node'
import type { AnalysedModel, LayerInstance } from '../analysis'
import { type Dataflow, dataflow } from './dataflow'
import { imageOf } from './imageOf'
import { keepsPlaces } from './keepsPlaces'
import { defineRule } from './rule'

/**
 * Finds a classifier that averages its last map although no element of it has seen even half of the image's height and width.
 *
 * Why: averaging sums what was found at single places. What is larger than the window that a place has seen, the network
 * cannot tell as a whole; it can only count parts, as for textures. Among published networks accuracy rises with the
 * receptive field up to the image's size. Flattened maps, where a dense layer joins the places, and networks with
 * gates that see the whole image, are left alone.
 *
 * Do: pool or stride more on the way, add convolutions, or dilate the last ones.
 *
 * @example
 * const image = input(224, 224, 3)
 * const map = image.conv2d(32, 3).relu().maxPool2d(2).conv2d(64, 3).relu()
 * model('near-sighted', image, map.globalAveragePool2d().dense(10).softmax())
 *
 * Source: Araujo, Norris and Sim 2019, Computing Receptive Fields of Convolutional Neural Networks,
 * https://distill.pub/2019/computing-receptive-fields
 */
export const smallReceptiveField = defineRule({
  id: 'small-receptive-field',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const model of analysis.models) {
      const image = imageOf(model)
      if (!image || Math.min(...image) < LEAST_SIDE) continue
      for (const instance of model.instances) {
        const site = flow.instanceOf(instance.node)?.site
        const seen = site && isHead(instance, flow) ? seenBefore(instance, model) : undefined
        if (!site || !seen || seen.some((size, axis) => size >= SHARE * image[axis])) continue
        const area = (seen[0] * seen[1] * 100) / (image[0] * image[1])
        const share = area < 1 ? 'less than 1' : Math.round(area)
        const message =
          `every place it averages has seen ${seen.join('×')} of the ${image.join('×')} pixels (${share} % of the image): ` +
          'nothing larger is seen as a whole'
        yield { span: site.nameSpan, message, fixes: [] }
      }
    }
  },
})

const LEAST_SIDE = 32
const SHARE = 0.5

function isHead({ node }: LayerInstance, flow: Dataflow): boolean {
  if (!/^global(Average|Max)Pool2d$/.test(node.kind.kind)) return false
  for (let current: LayerNode = node; ; ) {
    if (flow.isOutput(current)) return true
    const readers = flow.consumers(current)
    if (readers.length !== 1) return false
    current = readers[0]
    if (!keepsPlaces(current) && !HEAD.has(current.kind.kind)) return false
  }
}

const HEAD: ReadonlySet<string> = new Set(['dense', 'flatten', 'reshape'])

function seenBefore({ layer }: LayerInstance, { fields }: AnalysedModel): readonly [number, number] | undefined {
  const field = fields.get(layer.inputs[0].layer)
  if (!field || field.global) return undefined
  const [rows, columns] = field.size
  return rows === null || columns === null ? undefined : [rows, columns]
}
