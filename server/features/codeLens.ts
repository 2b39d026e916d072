import { add, type Dimension } from '../../builder/dimension'
import { formatBytes, formatCount } from '../../builder/format'
import type { AnalysedModel, Analysis, LayerInstance } from '../analysis'
import { uriOf } from '../files/address'
import type { Span } from '../span'
import { blockFunctions } from './blockFunctions'
import { share } from './markdown'

export interface CodeLens {
  readonly span: Span
  readonly title: string
  /** A command of the editor's and the model it is for; a lens without one only tells. */
  readonly command?: {
    readonly name: 'visualizeLayer' | 'showSummary'
    readonly argument: { readonly uri: string; readonly model: string; readonly tab?: 'architecture' }
  }
}

/**
 * Above every call that makes a model: its totals, and links to its panel, its architecture and its summary. Above every function that makes
 * layers and is called: what the layers of all its calls cost.
 *
 * Unknown totals are `?`; several models of one call have one lens each for the first, and their number.
 */
export function codeLens(analysis: Analysis, commands: boolean): CodeLens[] {
  const seen = new Set<number>()
  const lenses = analysis.models.flatMap(model => {
    const { span } = model
    if (seen.has(span.start)) return []
    seen.add(span.start)
    const times = analysis.models.filter(other => other.span.start === span.start).length
    const argument = { uri: uriOf(analysis.file), model: model.name }
    const links: CodeLens[] = [
      { span, title: 'Visualize', command: { name: 'visualizeLayer', argument } },
      {
        span,
        title: 'Architecture',
        command: { name: 'visualizeLayer', argument: { ...argument, tab: 'architecture' } },
      },
      { span, title: 'Summary', command: { name: 'showSummary', argument } },
    ]
    return [{ span, title: totals(model) + (times > 1 ? ` (first of ${times})` : '') }, ...(commands ? links : [])]
  })
  for (const { nameSpan, instances, calls } of blockFunctions(analysis)) {
    if (calls.length === 0) continue
    const title = `${calls.length === 1 ? 'called from 1 place' : `called from ${calls.length} places`} · ${costs(instances)}`
    lenses.push({ span: nameSpan, title })
  }
  return lenses.sort((a, b) => a.span.start - b.span.start)
}

function totals({ costs }: AnalysedModel): string {
  const { parameters, macs, peakMemory } = costs
  const count = add(parameters.trainable, parameters.nonTrainable)
  return `${formatCount(count)} parameters · ${formatCount(macs)} MACs · ${formatBytes(peakMemory)} peak memory`
}

function costs(all: readonly LayerInstance[]): string {
  const instances = all.filter(({ called }) => called)
  const sum = (of: (instance: LayerInstance) => Dimension) => add(...instances.map(of))
  const parameters = sum(each => add(each.costs.parameters.trainable, each.costs.parameters.nonTrainable))
  const macs = sum(each => each.costs.macs)
  const { model } = instances[0]
  const whole = model && instances.every(instance => instance.model === model) ? model.costs : undefined
  const part = share(macs, whole?.macs)
  return `${formatCount(parameters)} parameters · ${formatCount(macs)} MACs${part && `, ${part} of ${model!.name}`}`
}
