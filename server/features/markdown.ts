import { type Dimension, unknownReason } from '../../builder/dimension'
import { formatCount } from '../../builder/format'
import { type Axes, formatReceptiveField, type ReceptiveField } from '../../builder/receptiveField'
import { formatShape, type Shape } from '../../builder/shape'

/** A table of two columns; its head is the first row. */
export function table(rows: readonly (readonly [string, string])[]): string {
  const [head, ...others] = rows.map(cells => `| ${cells.join(' | ')} |`)
  return [head, '|:--|:--|', ...others].join('\n')
}

/** A text as it is, whatever it holds: the fence is longer than any in it (CommonMark 0.31.2, §6.1). */
export function code(text: string): string {
  const line = text.replace(/\s+/g, ' ').replaceAll('|', '\\|')
  const fence = '`'.repeat(1 + Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length)))
  return fence.length === 1 ? `\`${line}\`` : `${fence} ${line} ${fence}`
}

/** A text of the user's that holds no links, pictures or HTML, whatever it looks like; names between backticks stay code. */
export function plain(text: string): string {
  return text.replace(/`[\w$.]+`|[\\`[\]<>|&*!]/g, part => (part.length > 1 ? part : `\\${part}`)).replace(/\s+/g, ' ')
}

/** `12.3 %` of the whole; empty where either cannot be counted, or the whole is nothing. */
export function share(part: Dimension, whole: Dimension | undefined): string {
  if (typeof part !== 'number' || typeof whole !== 'number' || whole === 0) return ''
  const percent = (100 * part) / whole
  if (percent > 0 && percent < 0.01) return 'less than 0.01 %'
  return `${percent === 0 || percent === 100 ? percent : percent.toFixed(percent < 1 ? 2 : 1)} %`
}

/** `117,600 (235,200 FLOPs)`: FLOPs are twice the MACs. */
export function formatMacs(macs: Dimension): string {
  return typeof macs === 'number' && macs > 0
    ? `${formatCount(macs)} (2 × ${formatCount(macs)} = ${formatCount(2 * macs)} FLOPs)`
    : formatCount(macs)
}

/** Shapes of several tensors; equal ones are counted: `2 of 28×28×32`. */
export function formatShapes(shapes: readonly Shape[]): string {
  const texts = shapes.map(formatShape)
  const all = texts.length > 1 && texts.every(text => text === texts[0])
  return all ? `${texts.length} of ${texts[0]}` : texts.join(', ')
}

/** `5×5, stride 1, padding 0`, in input pixels. */
export function describeField(field: ReceptiveField): string {
  const local = field.throughConvolutions ?? (field.global ? undefined : field)
  const text = formatReceptiveField(field)
  return local ? `${text}, stride ${axes(local.stride)}, padding ${axes(local.padding)}` : text
}

/** Why anything in the shapes or numbers cannot be known, each reason once. */
export function reasons(dimensions: readonly Dimension[]): string[] {
  const found = dimensions.map(unknownReason).filter(reason => reason !== undefined)
  return [...new Set(found)].map(reason => `${code('?')} ${plain(reason)}`)
}

function axes([rows, columns]: Axes): string {
  const side = (size: number | null) => (size === null ? '?' : String(Number(size.toFixed(3))))
  return rows === columns ? side(rows) : `${side(rows)}×${side(columns)}`
}
