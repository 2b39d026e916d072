import type { LayerNode } from '../../builder/node'
import { formatShape, type Shape } from '../../builder/shape'
import type { AnalysedModel, Fix, LayerInstance } from '../analysis'
import { type Dataflow, dataflow } from './dataflow'
import { replaceCall } from './edits'
import { keepsPlaces } from './keepsPlaces'
import { isMap } from './layerRoles'
import { defineRule } from './rule'
import { seeAlso } from './seeAlso'
import { shortCount } from './shortCount'

/**
 * Finds a dense layer on a flattened map that holds more than half of a model's parameters.
 *
 * Why: it has a weight for every pixel of every channel. In AlexNet and VGG the dense layers hold nine tenths of all weights,
 * do next to none of the work, and are what overfits. Averaging every channel over the map needs one weight a channel; the
 * networks since then do so. Small models, below half a million of such weights, are left alone.
 *
 * Do: put `globalAveragePool2d` in the place of `flatten`, and train anew; or pool the map smaller before it.
 *
 * @example
 * const image = input(224, 224, 3)
 * const map = image.conv2d(64, 7, { strides: 4 }).relu()
 * model('heavy', image, map.flatten().dense(10).softmax())
 *
 * Source: Lin, Chen and Yan 2014, Network In Network, §3.2, https://arxiv.org/abs/1312.4400
 */
export const denseDominates = defineRule({
  id: 'dense-dominates',
  severity: 'information',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const model of analysis.models) {
      const heavy = heaviest(model)
      const site = heavy && flow.instanceOf(heavy.instance.node)?.site
      if (!heavy || !site) continue
      const { instance, flatten, map, held, all, saved } = heavy
      const message =
        `${instance.name} holds ${shortCount(held)} of ${shortCount(all)} parameters (${Math.round((held / all) * 100)} %); ` +
        `averaging the ${formatShape(map)} map before it saves ${shortCount(saved)}`
      const related = seeAlso(analysis, flow, [flatten], 'the map is flattened here')
      yield { span: site.nameSpan, message, related, fixes: averaging(flatten, flow) }
    }
  },
})

interface Heavy {
  readonly instance: LayerInstance
  readonly flatten: LayerNode
  readonly map: Shape
  readonly held: number
  readonly all: number
  readonly saved: number
}

function heaviest({ instances, costs }: AnalysedModel): Heavy | undefined {
  const all = costs.parameters.trainable
  if (typeof all !== 'number') return undefined
  const heavy = instances.flatMap((instance): Heavy[] => {
    const held = instance.costs.parameters.trainable
    if (instance.node.kind.kind !== 'dense' || typeof held !== 'number') return []
    if (held < LEAST || held < SHARE * all) return []
    const flatten = flattenBefore(instance.node)
    const map = flatten?.inputs[0].node.outputShapes[flatten.inputs[0].output]
    const { units } = instance.node.options
    if (!flatten || !map || !isMap(map) || typeof units !== 'number') return []
    const [height, width, channels] = map as readonly number[]
    return [{ instance, flatten, map, held, all, saved: (height * width - 1) * channels * units }]
  })
  return heavy[0]
}

const SHARE = 0.5
const LEAST = 500_000

function flattenBefore(dense: LayerNode): LayerNode | undefined {
  for (let source = dense.inputs[0].node; ; source = source.inputs[0].node) {
    if (source.kind.kind === 'flatten') return source
    if (!keepsPlaces(source)) return undefined
  }
}

function averaging(flatten: LayerNode, flow: Dataflow): Fix[] {
  const site = flow.instanceOf(flatten)?.site
  const shape = flatten.outputShapes[0]
  if (site?.instances.length !== 1 || site.kind !== flatten.kind || shape.length !== 1) return []
  const edit = replaceCall(site, '.globalAveragePool2d()')
  return edit ? [{ title: 'Average the map', edits: [edit] }] : []
}
