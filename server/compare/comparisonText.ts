import type { Dimension } from '../../builder/dimension'
import { formatBytes, formatCount } from '../../builder/format'
import { formatReceptiveField, type ReceptiveField } from '../../builder/receptiveField'
import { formatShape, type Shape } from '../../builder/shape'
import type { Both, ComparedLayer, GraphComparison, LayerDifference } from './compareGraphs'

/** A row of the totals: what, before, after, difference. */
type Row = readonly [string, string, string, string]

/** The comparison for a terminal: a line for each layer that differs, `+` added, `-` removed, `~` changed, then the totals. */
export function comparisonText(comparison: GraphComparison): string {
  const { before, after } = comparison
  const lines = layerLines(comparison).map(({ sign, text }) => `${sign} ${text}`)
  const rows = [['', 'before', 'after', 'difference'] as Row, ...totalRows(comparison)]
  const widths = [0, 1, 2].map(column => Math.max(...rows.map(row => row[column].length)))
  const table = rows.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return [`${before} → ${after}`, '', ...lines, summaryLine(comparison), '', ...table].join('\n')
}

/** The comparison as Markdown. `titles` name the two where their own names are not enough. */
export function comparisonMarkdown(comparison: GraphComparison, titles: Both<string> = comparison): string {
  const lines = layerLines(comparison)
  const rows = totalRows(comparison).map(row => `| ${row.join(' | ')} |`)
  return [
    `# ${titles.before} → ${titles.after}`,
    '',
    '| | before | after | difference |',
    '|:--|--:|--:|--:|',
    ...rows,
    '',
    '## Layers',
    '',
    summaryLine(comparison),
    ...(lines.length > 0 ? ['', '```diff', ...lines.map(({ sign, text }) => `${DIFF[sign]} ${text}`), '```'] : []),
    '',
  ].join('\n')
}

/** How Markdown's colouring of differences knows a changed line. */
const DIFF = { '+': '+', '-': '-', '~': '!', ' ': ' ' } as const

type Sign = keyof typeof DIFF

/** Lines for what differs; stretches of equal layers are counted. */
function layerLines({ layers }: GraphComparison): { sign: Sign; text: string }[] {
  const lines: { sign: Sign; text: string }[] = []
  let equal = 0
  const passEqual = () => {
    if (equal > 0) lines.push({ sign: ' ', text: `${equal} equal layer${equal > 1 ? 's' : ''}` })
    equal = 0
  }
  if (layers.every(({ status }) => status === 'same')) return []
  for (const layer of layers) {
    if (layer.status === 'same') equal += 1
    else {
      passEqual()
      lines.push(layerLine(layer))
    }
  }
  passEqual()
  return lines
}

function layerLine({ status, before, after, changes }: LayerDifference): { sign: Sign; text: string } {
  if (status === 'added') return { sign: '+', text: describe(after!) }
  if (status === 'removed') return { sign: '-', text: describe(before!) }
  const [old, now] = [before!, after!]
  const name = old.layer.name === now.layer.name ? now.layer.name : `${old.layer.name} → ${now.layer.name}`
  const costs = [
    costChange(old.parameters, now.parameters, 'parameters'),
    costChange(old.macs, now.macs, 'MACs'),
  ].filter(text => text !== '')
  return { sign: '~', text: [`${name}: ${changes.join('; ')}`, ...costs].join(', ') }
}

function describe({ layer, parameters, macs }: ComparedLayer): string {
  const shapes = layer.outputShapes.map(formatShape).join(', ')
  const costs = [
    parameters === 0 ? '' : `${formatCount(parameters)} parameters`,
    macs === 0 ? '' : `${formatCount(macs)} MACs`,
  ].filter(text => text !== '')
  return [`${layer.name} ${shapes}`, ...costs].join(', ')
}

function costChange(before: Dimension, after: Dimension, what: string): string {
  const text = difference(before, after, formatCount)
  return text === '0' ? '' : `${text} ${what}`
}

function summaryLine({ layers }: GraphComparison): string {
  const count = (status: LayerDifference['status']) => layers.filter(layer => layer.status === status).length
  if (count('same') === layers.length) return 'The layers are the same.'
  return `${count('added')} added, ${count('removed')} removed, ${count('changed')} changed, ${count('same')} the same`
}

function totalRows({ totals }: GraphComparison): Row[] {
  const { parameters, nonTrainable, macs, weightMemory, peakMemory, receptiveField, inputs, outputs } = totals
  const counted = (what: string, { before, after }: Both<Dimension>, format: (value: Dimension) => string): Row => [
    what,
    format(before),
    format(after),
    difference(before, after, format),
  ]
  const described = <Value>(what: string, { before, after }: Both<Value>, format: (value: Value) => string): Row => [
    what,
    format(before),
    format(after),
    format(before) === format(after) ? '0' : '',
  ]
  return [
    described('input', inputs, formatShapes),
    described('output', outputs, formatShapes),
    counted('parameters', parameters, formatCount),
    counted('not trainable', nonTrainable, formatCount),
    counted('MACs', macs, formatCount),
    counted('weight memory', weightMemory, formatBytes),
    counted('peak memory', peakMemory, formatBytes),
    described('receptive field', receptiveField, formatField),
  ]
}

function formatShapes(shapes: readonly Shape[]): string {
  return shapes.map(formatShape).join(', ')
}

function formatField(field: ReceptiveField | undefined): string {
  return field ? formatReceptiveField(field) : 'whole input'
}

/** `+1,024 (+12.5 %)`; `0` where equal, `?` where it cannot be counted. */
function difference(before: Dimension, after: Dimension, format: (value: Dimension) => string): string {
  if (typeof before !== 'number' || typeof after !== 'number') return format(before) === format(after) ? '' : '?'
  if (before === after) return '0'
  const sign = after > before ? '+' : '−'
  const amount = `${sign}${format(Math.abs(after - before))}`
  if (before === 0) return amount
  const percent = (100 * Math.abs(after - before)) / before
  return `${amount} (${sign}${percent.toFixed(percent < 1 ? 2 : 1)} %)`
}
