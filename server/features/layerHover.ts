import { add, type Dimension } from '../../builder/dimension'
import { formatBytes, formatCount } from '../../builder/format'
import type { Analysis, LayerInstance, LayerSite } from '../analysis'
import { ruleUrl } from '../rules/ruleUrl'
import { diagnostics, siteOf } from './diagnostics'
import type { Hover, HoverContext } from './hover'
import { layerLink, modelLinks } from './links'
import { code, describeField, formatMacs, formatShapes, plain, reasons, share, table } from './markdown'

/** What there is to say of the layers made by the call whose name is at the offset. */
export function layerHover(analysis: Analysis, offset: number, { commands }: HoverContext): Hover | undefined {
  const site = analysis.sites.find(({ nameSpan }) => nameSpan.start <= offset && offset <= nameSpan.end)
  if (!site) return undefined
  const { kind, instances } = site
  const [first] = instances
  const times = instances.length > 1 ? ` ×${instances.length}` : ''
  const name = first && instances.length === 1 && first.name !== kind.kind ? ` ${code(first.name)}` : ''
  const sections = [`**${kind.kind}**${times}${name} — ${kind.summary}`]
  if (first) {
    sections.push(table(rowsOf(first)))
    if (instances.length > 1) sections.push(listOf(instances))
    sections.push(...notesOf(first))
  }
  sections.push(...findingsAt(site, analysis))
  const links = [...layerLink(kind.kind), ...(commands && first ? modelLinks(analysis, first.model, first.name) : [])]
  if (links.length > 0) sections.push(links.join(' · '))
  return { span: site.nameSpan, markdown: sections.join('\n\n') }
}

function rowsOf(instance: LayerInstance): [string, string][] {
  const { layer, inputShapes, costs, field, model } = instance
  const output = `**${formatShapes(layer.outputShapes)}**`
  const rows: [string, string][] = [
    ['Shape', inputShapes.length === 0 ? output : `${formatShapes(inputShapes)} → ${output}`],
    ['Receptive field', describeField(field)],
    ...parameterRows(instance),
  ]
  if (costs.macs !== 0) {
    rows.push(['MACs', withShare(formatMacs(costs.macs), share(costs.macs, model?.costs.macs))])
  }
  rows.push(['Output memory', formatBytes(costs.outputMemory)])
  if (costs.weightMemory !== 0) rows.push(['Weight memory', formatBytes(costs.weightMemory)])
  return [...rows, ...upToHere(instance)]
}

/** What the layer and all that it rests on cost together. */
function upToHere({ name, layer, model }: LayerInstance): [string, string][] {
  if (!model || layer.inputs.length === 0) return []
  const byName = new Map(model.graph.layers.map(each => [each.name, each]))
  const reached = new Set<string>()
  const waiting = [name]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue
    reached.add(next)
    waiting.push(...byName.get(next)!.inputs.map(edge => edge.layer))
  }
  const costs = [...reached].map(each => model.costs.layers.get(each)!)
  const parameters = add(...costs.map(each => add(each.parameters.trainable, each.parameters.nonTrainable)))
  const macs = add(...costs.map(each => each.macs))
  const whole = add(model.costs.parameters.trainable, model.costs.parameters.nonTrainable)
  const parts = [
    [`${formatCount(parameters)} parameters`, share(parameters, whole)],
    [`${formatCount(macs)} MACs`, share(macs, model.costs.macs)],
  ]
  return [['Up to here', parts.map(([text, part]) => (part === '' ? text : `${text} (${part})`)).join(', ')]]
}

function parameterRows({ layer, costs, model }: LayerInstance): [string, string][] {
  if (layer.weightsOf !== undefined) return [['Parameters', `those of ${code(layer.weightsOf)}, counted there`]]
  const { trainable, nonTrainable } = costs.parameters
  if (trainable === 0 && nonTrainable === 0) return []
  const whole = model && add(model.costs.parameters.trainable, model.costs.parameters.nonTrainable)
  const part = share(add(trainable, nonTrainable), whole)
  const count = formatCount(trainable)
  // The formula counts what is learnt; moving statistics come on top.
  const learnt = costs.formula === '' || costs.formula === count ? count : code(`${costs.formula} = ${count}`)
  const kept = nonTrainable === 0 ? '' : ` trainable, ${formatCount(nonTrainable)} not trainable`
  return [['Parameters', withShare(learnt + kept, part)]]
}

function withShare(text: string, part: string): string {
  return part === '' ? text : `${text}, ${part} of the model`
}

const MOST_LINES = 8

/** Every layer the call makes, equal neighbours in one line, and what they cost together. */
function listOf(instances: readonly LayerInstance[]): string {
  const groups: { text: string; count: number }[] = []
  for (const { layer, inputShapes, costs, assuming } of instances) {
    const { trainable, nonTrainable } = costs.parameters
    const parameters = add(trainable, nonTrainable)
    const text = [
      `${formatShapes(inputShapes)} → ${formatShapes(layer.outputShapes)}`,
      ...(parameters === 0 ? [] : [`${formatCount(parameters)} parameters`]),
      ...(costs.macs === 0 ? [] : [`${formatCount(costs.macs)} MACs`]),
      ...(assuming === undefined ? [] : [`where ${code(assuming)}`]),
    ].join(', ')
    const last = groups.at(-1)
    if (last?.text === text) last.count += 1
    else groups.push({ text, count: 1 })
  }
  const shown = groups.slice(0, MOST_LINES)
  const rest = instances.length - shown.reduce((sum, { count }) => sum + count, 0)
  const repeated = instances.some(instance => instance.repeated)
  return [
    `The first of ${instances.length} layers made here is above${repeated ? '; how many there are is not known' : ''}:`,
    '',
    ...shown.map(({ text, count }) => `- ${count > 1 ? `×${count}: ` : ''}${text}`),
    ...(rest > 0 ? [`- … and ${rest} more`] : []),
    ...totalOf(instances),
  ].join('\n')
}

function totalOf(instances: readonly LayerInstance[]): string[] {
  const [{ model }] = instances
  if (!model || instances.some(instance => instance.model !== model)) return []
  const sum = (of: (instance: LayerInstance) => Dimension) => add(...instances.map(of))
  const parameters = sum(({ costs }) => add(costs.parameters.trainable, costs.parameters.nonTrainable))
  const macs = sum(({ costs }) => costs.macs)
  const whole = add(model.costs.parameters.trainable, model.costs.parameters.nonTrainable)
  const parts = [
    ...(parameters === 0 ? [] : [withShare(`${formatCount(parameters)} parameters`, share(parameters, whole))]),
    ...(macs === 0 ? [] : [withShare(`${formatCount(macs)} MACs`, share(macs, model.costs.macs))]),
  ]
  return parts.length === 0 ? [] : ['', `Together ${parts.join('; ')}`]
}

function notesOf({ layer, inputShapes, costs, field, repeated, assuming }: LayerInstance): string[] {
  const { trainable, nonTrainable } = costs.parameters
  const dimensions = [...inputShapes.flat(), ...layer.outputShapes.flat(), trainable, nonTrainable, costs.macs]
  const notes = reasons(dimensions)
  const unknownField = [...field.size, ...field.stride, ...field.padding].includes(null)
  if (unknownField && notes.length === 0) notes.push(`${code('?')} depends on the size of the input`)
  if (assuming !== undefined) notes.push(`This is what comes out where ${code(assuming)}`)
  if (repeated) notes.push('In a loop of unknown length: one turn stands for all.')
  return notes
}

function findingsAt(site: LayerSite, analysis: Analysis): string[] {
  return diagnostics(analysis)
    .filter(finding => siteOf(analysis, finding) === site)
    .map(({ message, rule, severity }) => `**${severity}**: ${plain(message)} ([${rule}](${ruleUrl(rule)}))`)
}
