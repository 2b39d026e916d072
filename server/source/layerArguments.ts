import { isExpression } from '../../builder/dimension'
import type { LayerKind } from '../../builder/layerKind'
import { layerKinds } from '../../builder/layerKinds'
import type { InnerLayer } from '../../builder/layers/innerLayer'
import type { Option } from '../../builder/option'
import { isProblem, type Problem } from '../../builder/problem'
import { literalText } from './literalText'

/**
 * The arguments of a layer's call as a user writes them: `64, 3, { padding: 'same' }`. `options` are in their normal form;
 * what is as by default is left out where it stands by name, and pairs and borders are written as one number where they can be.
 *
 * A problem where an option is not known or not a number.
 */
export function layerArguments(
  kind: LayerKind,
  options: Readonly<Record<string, unknown>>,
  { name, isFrozen = false }: { readonly name?: string; readonly isFrozen?: boolean } = {},
): string[] | Problem {
  const named: string[] = []
  const byPosition: (string | undefined)[] = []
  for (const [option, table] of Object.entries(kind.options)) {
    const position = kind.positional.indexOf(option)
    const isDefault = position < 0 && !table.required && isSame(table.parse(table.defaultInput), options[option])
    const text = isDefault ? undefined : optionText(option, table, options[option])
    if (isProblem(text)) return text
    if (position >= 0) byPosition[position] = text
    else if (text !== undefined) named.push(`${option}: ${text}`)
  }
  if (name !== undefined) named.unshift(`name: ${literalText(name)}`)
  if (isFrozen) named.push('trainable: false')
  // After an option that is left out, the others can only be given by name.
  const end = byPosition.indexOf(undefined)
  const given = end < 0 ? byPosition : byPosition.slice(0, end)
  const late = byPosition.flatMap((text, position) =>
    position >= given.length && text !== undefined ? [`${kind.positional[position]}: ${text}`] : [],
  )
  const rest = [...late, ...named]
  return [...(given as string[]), ...(rest.length > 0 ? [`{ ${rest.join(', ')} }`] : [])]
}

function optionText(name: string, option: Option<unknown, unknown>, value: unknown): string | Problem | undefined {
  if (value === undefined) return undefined
  if (isInnerLayer(value)) return innerLayerText(value)
  if (!isWritable(value)) {
    return { rule: 'unknown-option', option: name, message: `${name} is not known as a number that could be written` }
  }
  const first = Object.values(value as object)[0]
  return literalText(typeof value === 'object' && isSame(option.parse(first), value) ? first : value)
}

/** The layer inside a wrapper, whose options are kept as the user wrote them: `layers.dense(8)`. */
function innerLayerText({ kind: name, options }: InnerLayer): string | Problem {
  const kind = layerKinds.get(name)
  if (!kind || !isWritable(options)) return { rule: 'unknown-option', message: 'the layer in a wrapper is not known' }
  const { positional } = kind
  const given = positional.every(option => options[option] !== undefined) ? positional : []
  const rest = Object.fromEntries(Object.entries(options).filter(([option]) => !given.includes(option)))
  const texts = given.map(option => literalText(options[option]))
  if (Object.keys(rest).length > 0) texts.push(literalText(rest))
  return `layers.${name}(${texts.join(', ')})`
}

function isInnerLayer(value: unknown): value is InnerLayer {
  return typeof value === 'object' && value !== null && 'kind' in value && 'options' in value
}

function isWritable(value: unknown): boolean {
  if (isExpression(value) || Number.isNaN(value)) return false
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isWritable)
  return typeof value !== 'function'
}

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b)
  const [left, right] = [Object.entries(a), Object.entries(b)]
  return left.length === right.length && left.every(([name, part]) => isSame(part, (b as typeof a)[name as never]))
}
