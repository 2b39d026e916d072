import type { Description, LayerDescription, Quantity } from '../../../engine/requests'
import { SUMMARY_COLUMNS, type SummaryColumn, type SummaryState } from '../../state'

export type QuantityColumn = Extract<SummaryColumn, 'parameters' | 'macs' | 'memory' | 'field'>

export const QUANTITY_COLUMNS: readonly QuantityColumn[] = ['parameters', 'macs', 'memory', 'field']

/** The rows in the order chosen; what is not known stands at the end, and equals stay in the order of the network. */
export function sortLayers(layers: readonly LayerDescription[], { sorted }: SummaryState): readonly LayerDescription[] {
  if (sorted === undefined) return layers
  const { by, descending } = sorted
  const sign = descending ? -1 : 1
  return [...layers].sort((a, b) => {
    const [left, right] = [sortKey(a, by), sortKey(b, by)]
    if (left === null || right === null) return Number(left === null) - Number(right === null)
    return sign * (typeof left === 'number' ? left - (right as number) : left.localeCompare(right as string, 'en'))
  })
}

/** A click sorts by a column, largest numbers and first letters in front; another one turns it round, a third undoes it. */
export function nextSorting({ sorted }: SummaryState, column: SummaryColumn): SummaryState {
  const first = isQuantity(column)
  if (sorted?.by !== column) return { sorted: { by: column, descending: first } }
  return sorted.descending === first ? { sorted: { by: column, descending: !first } } : {}
}

/** 0…1 of the largest in the column: the length of the bar; undefined where there is no number. */
export function share({ layers }: Description, column: QuantityColumn, { value }: Quantity): number | undefined {
  if (value === null) return undefined
  const most = layers.reduce((largest, layer) => Math.max(largest, layer[column].value ?? 0), 0)
  return most === 0 ? 0 : value / most
}

/** A cell as it is read, whatever it holds: names are the user's, or those of whoever wrote the model. */
function plain(cell: string): string {
  return cell.replace(/[\\`[\]<>|&*!]/g, '\\$&').replace(/\s+/g, ' ')
}

/** A table that Markdown shows, with the headings given, numbers to the right and the totals at the end. */
export function toMarkdown(
  layers: readonly LayerDescription[],
  totals: Readonly<Record<SummaryColumn, string>>,
  headings: Readonly<Record<SummaryColumn, string>>,
): string {
  const row = (cells: readonly string[]) => `| ${cells.map(plain).join(' | ')} |`
  return [
    row(SUMMARY_COLUMNS.map(column => headings[column])),
    row(SUMMARY_COLUMNS.map(column => (isQuantity(column) ? '--:' : '---'))),
    ...layers.map(layer => row(SUMMARY_COLUMNS.map(column => cellText(layer, column)))),
    row(SUMMARY_COLUMNS.map(column => totals[column])),
  ].join('\n')
}

/** Comma-separated values as in RFC 4180, with bare numbers and bytes, so that a spreadsheet can compute with them. */
export function toCsv(layers: readonly LayerDescription[]): string {
  const header = [...SUMMARY_COLUMNS.slice(0, 4), 'fixedParameters', 'macs', 'memoryBytes', 'receptiveField']
  const rows = layers.map(({ name, kind, shape, parameters, fixedParameters, macs, memory, field }) => [
    ...[name, kind, shape, bare(parameters), bare(fixedParameters), bare(macs), bare(memory), field.text],
  ])
  return [header, ...rows].map(cells => `${cells.map(quote).join(',')}\r\n`).join('')
}

function cellText(layer: LayerDescription, column: SummaryColumn): string {
  if (isQuantity(column)) return layer[column].text
  return column === 'layer' ? layer.name : layer[column]
}

function sortKey(layer: LayerDescription, column: SummaryColumn): string | number | null {
  return isQuantity(column) ? layer[column].value : cellText(layer, column)
}

function isQuantity(column: SummaryColumn): column is QuantityColumn {
  return (QUANTITY_COLUMNS as readonly string[]).includes(column)
}

function bare({ value, text }: Quantity): string {
  return value === null ? text : String(value)
}

/** What a spreadsheet would compute is marked as text (OWASP, CSV Injection): names may begin with `=`. */
function quote(cell: string): string {
  const text = /^[=+\-@\t\r]/.test(cell) && Number.isNaN(Number(cell)) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
