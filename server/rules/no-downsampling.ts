import { formatCount } from '../../builder/format'
import type { LayerNode } from '../../builder/node'
import { elements } from '../../builder/shape'
import type { AnalysedModel } from '../analysis'
import { convolutionsOf } from './convolutionsOf'
import { dataflow } from './dataflow'
import { imageOf } from './imageOf'
import { defineRule } from './rule'
import { seeAlso } from './seeAlso'

/**
 * Finds a classifier of four convolutions or more that flattens its map without ever having made it smaller.
 *
 * Why: without pooling or strides every convolution works on all pixels, what it sees grows by two pixels a layer only, and
 * the dense layer behind the flattening needs a weight for every pixel of every channel. Boards and other small inputs,
 * networks with dilated convolutions, and those that give a map, are left alone.
 *
 * Do: halve the map every two or three convolutions, by `maxPool2d(2)` or `strides: 2`, and double the filters there.
 *
 * @example
 * const image = input(64, 64, 3)
 * let x = image
 * for (let i = 0; i < 4; i++) x = x.conv2d(16, 3, { padding: 'same' }).relu()
 * model('flat', image, x.flatten().dense(10).softmax())
 *
 * Source: Simonyan and Zisserman 2015, Very Deep Convolutional Networks, §2.1, https://arxiv.org/abs/1409.1556
 */
export const noDownsampling = defineRule({
  id: 'no-downsampling',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const model of analysis.models) {
      const image = imageOf(model)
      const convolutions = convolutionsOf(model)
      const flatten = model.instances.find(({ node }) => node.kind.kind === 'flatten')?.node
      if (!image || Math.min(...image) < LEAST_SIDE || convolutions.length < LEAST_LAYERS || !flatten) continue
      if (!givesVectors(model) || model.instances.some(({ node }) => resizes(node))) continue
      if (convolutions.some(({ window }) => window.rates.some(rate => rate > 1))) continue
      const first = flow.instanceOf(convolutions[0].instance.node)
      const size = elements(flatten.inputs[0].node.outputShapes[flatten.inputs[0].output])
      const message =
        `none of ${convolutions.length} convolutions nor a pooling makes the ${image.join('×')} map smaller: ` +
        `what they see grows by a few pixels a layer, and ${formatCount(size)} numbers are flattened`
      const related = seeAlso(analysis, flow, [flatten], 'the map is flattened here')
      yield { span: first?.site.nameSpan ?? model.span, message, related, fixes: [] }
    }
  },
})

const LEAST_SIDE = 32
const LEAST_LAYERS = 4

function givesVectors({ graph }: AnalysedModel): boolean {
  const outputs = new Set(graph.outputs.map(({ layer }) => layer))
  return graph.layers.every(({ name, outputShapes: [shape] }) => !outputs.has(name) || shape.length === 1)
}

/** Whether the layer has a stride, or may have one, or changes the size of a map by other means than its border. */
function resizes({ kind, options, unknownOptions }: LayerNode): boolean {
  if (unknownOptions.length > 0) return true
  if ('poolSize' in kind.options || 'size' in kind.options || 'blockSize' in kind.options) return true
  const { strides } = options as { strides?: readonly unknown[] }
  return strides?.some(step => step !== 1) === true || OTHERS.has(kind.kind)
}

const OTHERS: ReadonlySet<string> = new Set(['adaptiveAvgPool2d', 'globalAveragePool2d', 'globalMaxPool2d', 'slice'])
