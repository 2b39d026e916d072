import ts from 'typescript'
import { formatBytes, formatCount } from '../../builder/format'
import type { AnalysedModel, Analysis } from '../analysis'
import type { Span } from '../span'
import type { Hover, HoverContext } from './hover'
import { modelLinks } from './links'
import { code, describeField, formatMacs, formatShapes, plain, reasons, share, table } from './markdown'

/** Totals of the model made by the call whose name is at the offset, and its three costliest layers. */
export function modelHover(analysis: Analysis, offset: number, { commands }: HoverContext): Hover | undefined {
  const { models, sourceFile } = analysis
  const made = models.filter(({ span }) => span.start <= offset && offset <= span.end)
  const [first] = made.sort((a, b) => b.span.start - a.span.start)
  const span = first && nameOfCall(sourceFile, first.span)
  if (!span || offset < span.start || span.end < offset) return undefined
  const others = made.filter(other => other.span.start === first.span.start).slice(1)
  const sections = [`**${plain(first.name)}** — ${first.graph.layers.length} layers`, table(rowsOf(first))]
  if (others.length > 0) sections.push(listOf(others))
  const costliest = costliestLayers(first)
  if (costliest.length > 0) {
    const which = typeof first.costs.macs === 'number' ? '' : ' of those that are known'
    sections.push([`Costliest layers${which}:`, '', ...costliest].join('\n'))
  }
  const { parameters, macs, peakMemory } = first.costs
  sections.push(...reasons([...shapesOf(first).flat(2), parameters.trainable, macs, peakMemory]))
  if (commands) sections.push(modelLinks(analysis, first).join(' · '))
  return { span, markdown: sections.join('\n\n') }
}

function shapesOf({ graph }: AnalysedModel) {
  const shapes = new Map(graph.layers.map(({ name, outputShapes }) => [name, outputShapes]))
  return [
    graph.inputs.map(name => shapes.get(name)![0]),
    graph.outputs.map(({ layer, output }) => shapes.get(layer)![output]),
  ] as const
}

function rowsOf(model: AnalysedModel): [string, string][] {
  const { parameters, macs, weightMemory, peakMemory } = model.costs
  const [inputs, outputs] = shapesOf(model)
  const kept = formatCount(parameters.nonTrainable)
  const fixed = kept === '0' || kept === '?' ? '' : ` trainable, ${kept} not trainable`
  const field = model.fields.get(model.graph.outputs[0].layer)
  return [
    ['Shape', `${formatShapes(inputs)} → **${formatShapes(outputs)}**`],
    ...(field ? [['Receptive field', describeField(field)] as [string, string]] : []),
    ['Parameters', formatCount(parameters.trainable) + fixed],
    ['MACs', formatMacs(macs)],
    ['Weight memory', formatBytes(weightMemory)],
    ['Peak memory', `${formatBytes(peakMemory)} of activations at once`],
  ]
}

const COSTLIEST = 3

function costliestLayers({ costs }: AnalysedModel): string[] {
  const counted = [...costs.layers].flatMap(([name, { macs }]) =>
    typeof macs === 'number' && macs > 0 ? [{ name, macs }] : [],
  )
  const sorted = counted.sort((a, b) => b.macs - a.macs).slice(0, COSTLIEST)
  return sorted.map(({ name, macs }) => {
    const part = share(macs, costs.macs)
    return `- ${code(name)} ${formatCount(macs)} MACs${part && `, ${part}`}`
  })
}

const MOST_LINES = 8

function listOf(others: readonly AnalysedModel[]): string {
  const lines = others.slice(0, MOST_LINES).map(model => {
    const [inputs, outputs] = shapesOf(model)
    const { parameters, macs } = model.costs
    const totals = `${formatCount(parameters.trainable)} parameters, ${formatCount(macs)} MACs`
    return `- ${plain(model.name)}: ${formatShapes(inputs)} → ${formatShapes(outputs)}, ${totals}`
  })
  if (others.length > MOST_LINES) lines.push(`- … and ${others.length - MOST_LINES} more`)
  return ['Also made here:', '', ...lines].join('\n')
}

/** Where the name stands in the call that fills the span: `model` in `model(…)`. */
function nameOfCall(sourceFile: ts.SourceFile, { start, end }: Span): Span | undefined {
  const find = (node: ts.Node): Span | undefined => {
    if (node.getEnd() < end || node.getStart(sourceFile) > start) return undefined
    if (ts.isCallExpression(node) && node.getStart(sourceFile) === start && node.getEnd() === end) {
      const callee = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression
      return { start: callee.getStart(sourceFile), end: callee.getEnd() }
    }
    return ts.forEachChild(node, find)
  }
  return find(sourceFile)
}
