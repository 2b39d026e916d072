import { add, type Dimension, subtract, unknownReason } from '../../builder/dimension'
import { formatCount } from '../../builder/format'
import type { LayerNode } from '../../builder/node'
import { formatShape } from '../../builder/shape'
import type { Analysis, Fix, LayerInstance } from '../analysis'
import { refactorings as all } from '../refactorings/index'
import { inLayers } from '../rules/inLayers'
import type { Span } from '../span'
import { diagnostics, siteAround } from './diagnostics'
import { type Editing, isCutShort, tryOut } from './editing'

/**
 * The refactorings of the layer around a stretch of the text, each with its effect in its title: `Make depthwise separable:
 * 1,168 → 216 parameters, −82 % MACs`. The effect is what the analysis of the changed text says. What would bring an error or
 * change the shape of a model's output is not offered, nor anything of a file that is not followed to its end; numbers that
 * cannot be known are left out.
 */
export function refactorings(analysis: Analysis, span: Span, editing: Editing): Fix[] {
  const site = siteAround(analysis, span)
  if (!site || isCutShort(analysis)) return []
  const errorsBefore = errorsIn(analysis)
  return all.flatMap(({ propose }): Fix[] => {
    const proposal = propose(site, analysis)
    const result = proposal && tryOut(proposal.edits, editing)
    if (!proposal || !result || errorsIn(result.analysis) > errorsBefore) return []
    if (outputsOf(result.analysis) !== outputsOf(analysis)) return []
    const { title, edits, sites = [site] } = proposal
    const instances = sites.flatMap(({ instances }) => instances)
    const effects = effectOn(instances, analysis, result.analysis)
    return [{ title: `${title}${inLayers(site)}${effects.length > 0 ? `: ${effects.join(', ')}` : ''}`, edits }]
  })
}

function errorsIn(analysis: Analysis): number {
  return diagnostics(analysis).filter(({ severity }) => severity === 'error').length
}

/** The shapes of what the models give. */
function outputsOf({ models }: Analysis): string {
  const ofModel = ({ graph }: Analysis['models'][number]) =>
    graph.outputs.map(({ layer, output }) => shapeOf(graph.layers, layer, output))
  return models.flatMap(ofModel).join()
}

function shapeOf(layers: readonly LayerInstance['layer'][], name: string, output: number): string {
  return formatShape(layers.find(layer => layer.name === name)!.outputShapes[output])
}

/** What becomes of the layers' own numbers when those of the whole file change as they do. */
function effectOn(instances: readonly LayerInstance[], before: Analysis, after: Analysis): string[] {
  const effects: string[] = []
  const parameters = change(instances, before, after, parametersOf)
  if (parameters && formatCount(parameters.from) !== formatCount(parameters.to)) {
    effects.push(`${formatCount(parameters.from)} → ${formatCount(parameters.to)} parameters`)
  }
  const macs = change(instances, before, after, ({ costs }) => costs.macs)
  if (macs && typeof macs.from === 'number' && typeof macs.to === 'number' && macs.from !== macs.to) {
    const by = macs.to - macs.from
    const sign = by < 0 ? '−' : '+'
    const share = percentage(Math.abs(by) / macs.from)
    effects.push(macs.from > 0 && share > 0 ? `${sign}${share} % MACs` : `${sign}${formatCount(Math.abs(by))} MACs`)
  }
  return effects
}

/** In whole numbers; what is not quite all is not called so. */
function percentage(share: number): number {
  return share > 0.99 && share < 1 ? Math.floor(share * 1000) / 10 : Math.round(share * 100)
}

function change(
  instances: readonly LayerInstance[],
  before: Analysis,
  after: Analysis,
  of: (instance: LayerInstance) => Dimension,
): { from: Dimension; to: Dimension } | undefined {
  const from = add(...instances.map(of))
  const to = add(from, subtract(add(...everyInstance(after).map(of)), add(...everyInstance(before).map(of))))
  return [from, to].some(value => typeof value !== 'number' && unknownReason(value) !== undefined)
    ? undefined
    : { from, to }
}

function parametersOf({ costs: { parameters } }: LayerInstance): Dimension {
  return add(parameters.trainable, parameters.nonTrainable)
}

/** Every layer of the file's models and those that reach none, each once. */
function everyInstance({ models, loose }: Analysis): LayerInstance[] {
  const found = new Map<LayerNode, LayerInstance>()
  for (const instance of [...models.flatMap(({ instances }) => instances), ...loose]) found.set(instance.node, instance)
  return [...found.values()]
}
