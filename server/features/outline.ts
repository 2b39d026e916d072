import { add, type Dimension } from '../../builder/dimension'
import { formatCount } from '../../builder/format'
import { formatReceptiveField } from '../../builder/receptiveField'
import type { Analysis, LayerInstance } from '../analysis'
import type { Location } from '../span'
import { formatShapes } from './markdown'

/** A model, a call that makes layers, or a layer, for a tree of them. */
export interface OutlineItem {
  readonly kind: 'model' | 'block' | 'layer'
  readonly label: string
  /** Shape and costs in short. */
  readonly description: string
  readonly tooltip: string
  readonly location: Location
  readonly model: string
  /** The layer's name in the model; absent for what is no layer. */
  readonly layer?: string
  readonly children: readonly OutlineItem[]
}

/** The models of a file, in each the calls of functions that make its layers, and in these the layers, with their costs. */
export function outline(analysis: Analysis): OutlineItem[] {
  const { file, models } = analysis
  return models.map(({ name, span, instances, costs, graph }) => {
    const { trainable, nonTrainable } = costs.parameters
    const figures = costText(add(trainable, nonTrainable), costs.macs)
    return {
      kind: 'model',
      label: name,
      description: figures,
      tooltip: `${name}: ${graph.layers.length} layers, ${figures}`,
      location: { file, ...span },
      model: name,
      children: itemsOf(instances, 1, name, analysis),
    }
  })
}

/** `depth` counts the calls, outermost first, that the layers have in common. */
function itemsOf(instances: readonly LayerInstance[], depth: number, model: string, analysis: Analysis): OutlineItem[] {
  const runs: { call: Location | undefined; made: LayerInstance[] }[] = []
  for (const instance of instances) {
    const call = instance.stack.at(-depth)
    const last = runs.at(-1)
    if (last && call && last.call && call.file === last.call.file && call.start === last.call.start) {
      last.made.push(instance)
    } else runs.push({ call, made: [instance] })
  }
  return runs.map(({ call, made }) => {
    if (!call) return layerItem(made[0], model)
    const name = nameOfCall(call, analysis)
    const figures = costText(
      add(...made.map(({ costs }) => add(costs.parameters.trainable, costs.parameters.nonTrainable))),
      add(...made.map(({ costs }) => costs.macs)),
    )
    const shape = formatShapes(made.at(-1)!.layer.outputShapes)
    return {
      kind: 'block',
      label: name,
      description: [shape, figures].filter(text => text !== '').join(' · '),
      tooltip: `${name}: ${made.length} layers, ${figures}`,
      location: call,
      model,
      children: itemsOf(made, depth + 1, model, analysis),
    }
  })
}

function layerItem({ name, layer, costs, field, site }: LayerInstance, model: string): OutlineItem {
  const { trainable, nonTrainable } = costs.parameters
  const figures = costText(add(trainable, nonTrainable), costs.macs)
  const shape = formatShapes(layer.outputShapes)
  return {
    kind: 'layer',
    label: name,
    description: [shape, figures].filter(text => text !== '').join(' · '),
    tooltip: `${layer.kind}: ${shape}, receptive field ${formatReceptiveField(field)}`,
    location: { file: site.call.getSourceFile().fileName, ...site.callSpan },
    model,
    layer: name,
    children: [],
  }
}

function costText(parameters: Dimension, macs: Dimension): string {
  return [
    ...(parameters === 0 ? [] : [`${formatCount(parameters)} parameters`]),
    ...(macs === 0 ? [] : [`${formatCount(macs)} MACs`]),
  ].join(' · ')
}

function nameOfCall({ file, start, end }: Location, { files }: Analysis): string {
  const text = files.get(file)?.text.slice(start, end) ?? ''
  return /^(new\s+)?[\w$.]+/.exec(text)?.[0] ?? 'a call'
}
