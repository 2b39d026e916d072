import { layerCosts } from '../../builder/costs'
import { add, type Dimension } from '../../builder/dimension'
import type { LayerNode } from '../../builder/node'
import { formatInput } from '../../builder/option'
import { isProblem } from '../../builder/problem'
import { equalShapes } from '../../builder/shape'
import type { Analysis, LayerInstance, LayerSite } from '../analysis'
import { attempt } from '../rules/attempt'
import { setOption } from '../rules/edits'
import { type Editing, isCutShort, tryOut } from './editing'
import { formatShapes } from './markdown'
import { neighbours } from './neighbours'

/**
 * What neighbouring values of an option would give, one line each: `kernelSize 5 → 3: 30×30×6, −64 % MACs`. The layer's
 * figures are those of its kind; the model's come from an analysis of the changed text, where the value is written out.
 *
 * Values that change neither shape nor cost are left out.
 */
export function optionEffects(site: LayerSite, name: string, analysis: Analysis, editing?: Editing): string[] {
  const [instance] = site.instances
  if (!instance || instance.node.kind !== site.kind || instance.layer.channelsFirst) return []
  const now = attempt(instance)
  // Another library may count otherwise than the builder: then nothing can be said.
  if (isProblem(now) || !sameFigures(figuresOf(now, instance), figuresOf(instance.node, instance))) return []
  const value = plainValue(instance.node.options[name])
  return neighbours(instance, name).flatMap(changed => {
    const head = `${name} ${formatInput(value)} → ${formatInput(changed)}`
    const node = attempt(instance, { [name]: changed })
    if (isProblem(node)) return [`${head}: ${node.message}`]
    const figures = figuresOf(node, instance)
    if (sameFigures(figures, figuresOf(now, instance))) return []
    const parts = [
      ...(equalAll(node, now) ? [] : [formatShapes(node.outputShapes)]),
      ...changeOf(figuresOf(now, instance), figures),
    ]
    return [`${head}: ${[...parts, ...modelChange(site, name, formatInput(changed), analysis, editing)].join(', ')}`]
  })
}

interface Figures {
  readonly parameters: Dimension
  readonly macs: Dimension
  readonly node?: LayerNode
}

function figuresOf(node: LayerNode, { layer, inputShapes }: LayerInstance): Figures {
  const { weightsOf } = layer
  const shown = {
    ...{ name: '', kind: node.kind.kind, options: node.options, inputs: [], outputShapes: node.outputShapes },
    ...{ weightsOf, unknownOptions: node.unknownOptions },
  }
  const { parameters, macs } = layerCosts(shown, inputShapes)
  return { parameters: add(parameters.trainable, parameters.nonTrainable), macs, node }
}

function sameFigures(a: Figures, b: Figures): boolean {
  return a.parameters === b.parameters && a.macs === b.macs && a.node !== undefined && equalAll(a.node, b.node!)
}

function equalAll(a: LayerNode, b: LayerNode): boolean {
  return (
    a.outputShapes.length === b.outputShapes.length &&
    a.outputShapes.every((shape, output) => equalShapes(shape, b.outputShapes[output]))
  )
}

function changeOf(before: Figures, after: Figures): string[] {
  return [
    ...percent(before.macs, after.macs).map(change => `${change} MACs`),
    ...percent(before.parameters, after.parameters).map(change => `${change} parameters`),
  ]
}

function modelChange(
  { instances }: LayerSite,
  name: string,
  value: string,
  analysis: Analysis,
  editing: Editing | undefined,
): string[] {
  const [{ site, model }] = instances
  const { models, problems } = analysis
  const edit = editing && !isCutShort(analysis) && setOption(site, name, value)
  const position = model ? models.indexOf(model) : -1
  if (!editing || !edit || position < 0) return []
  const changed = tryOut([edit], editing)?.analysis
  const errors = (all: Analysis['problems']) => all.filter(({ severity }) => severity === 'error')
  const [broken] = changed && errors(changed.problems).length > errors(problems).length ? errors(changed.problems) : []
  if (broken) return [`and then ${broken.message}`]
  const other = changed?.models[position]
  if (!other || other.name !== model!.name) return []
  const figures = ({ costs }: typeof other): Figures => ({
    parameters: add(costs.parameters.trainable, costs.parameters.nonTrainable),
    macs: costs.macs,
  })
  const change = changeOf(figures(model!), figures(other))
  return change.length === 0 ? [] : [`the model ${change.join(', ')}`]
}

/** `−64 %`; empty where either is not a number, or nothing changes. */
function percent(before: Dimension, after: Dimension): string[] {
  if (typeof before !== 'number' || typeof after !== 'number' || before === after || before === 0) return []
  const change = (100 * (after - before)) / before
  const size = Math.abs(change)
  const text = size < 1 ? Number(size.toPrecision(1)) : size.toFixed(size < 10 ? 1 : 0)
  return [`${change < 0 ? '−' : '+'}${text} %`]
}

function plainValue(value: unknown): unknown {
  return Array.isArray(value) && value.every(side => side === value[0]) ? value[0] : value
}
