import type ts from 'typescript'
import { toPrimitive } from '../convert'
import type { Evaluation } from '../evaluation'
import { callValue } from '../functions'
import { contentsUnknown, deleteProperty, getProperty, hasOwn, ownKeys, setProperty } from '../properties'
import {
  ArrayValue,
  FunctionValue,
  HostValue,
  MapValue,
  ObjectValue,
  Symbolic,
  SymbolKey,
  TypedArrayValue,
  Unknown,
  type Value,
} from '../values'
import { namespace } from './methods'

/** The value of plain data. */
export function fromPlain(data: unknown): Value {
  if (Array.isArray(data)) return new ArrayValue(data.map(fromPlain))
  if (typeof data !== 'object' || data === null) return data as Value
  const object = new ObjectValue()
  for (const [key, value] of Object.entries(data)) object.properties.set(key, fromPlain(value))
  return object
}

class NotPlain {
  constructor(readonly unknown: Unknown) {}
}

/** The second argument of `JSON.stringify`: a function, or the names to write. */
type Replacer = FunctionValue | readonly string[] | undefined

/** What `JSON.stringify` would write, as plain data. */
function toJson(
  context: Evaluation,
  given: Value,
  node: ts.Node,
  within: readonly Value[],
  replacer: Replacer,
  name: string,
  holder: Value,
): unknown {
  let value = given
  const custom = value instanceof ObjectValue ? getProperty(context, value, 'toJSON', node) : undefined
  if (custom instanceof FunctionValue) value = callValue(context, custom, value, [name], context.site(node))
  if (replacer instanceof FunctionValue) {
    value = callValue(context, replacer, holder, [name, value], context.site(node))
  }
  if (value instanceof Unknown) throw new NotPlain(value)
  if (value instanceof Symbolic) throw new NotPlain(new Unknown(`depends on \`${value}\``, node))
  if (value instanceof HostValue) throw new NotPlain(new Unknown('an object of the library as JSON', node))
  if (typeof value === 'bigint') context.throwError('TypeError', 'Do not know how to serialize a BigInt', node)
  if (value instanceof FunctionValue || value instanceof SymbolKey) return undefined
  if (!(value instanceof ObjectValue)) return value
  context.step(node)
  if (within.includes(value)) context.throwError('TypeError', 'Converting circular structure to JSON', node)
  if (within.length > 100) throw new NotPlain(new Unknown('nested too deep to follow', node))
  const unknown = contentsUnknown(value)
  if (unknown) throw new NotPlain(unknown)
  const inner = [...within, value]
  const part = (of: Value, key: string) => toJson(context, of, node, inner, replacer, key, value)
  if (value instanceof ArrayValue && !(value instanceof TypedArrayValue))
    return Array.from(value.elements, (element, index) => part(element, String(index)) ?? null)
  if (value instanceof MapValue) return {}
  const data = Object.create(null) as Record<string, unknown>
  const names = Array.isArray(replacer) ? (replacer as string[]).filter(key => hasOwn(value, key)) : ownKeys(value)
  for (const key of names) data[key] = part(getProperty(context, value, key, node), key)
  return data
}

/** Gives every part of parsed data to the reviver, the innermost first. */
function revive(context: Evaluation, reviver: FunctionValue, holder: ObjectValue, name: string, node: ts.Node): Value {
  context.step(node)
  const value = getProperty(context, holder, name, node)
  if (value instanceof ObjectValue) {
    for (const key of ownKeys(value)) {
      const part = revive(context, reviver, value, key, node)
      if (part === undefined) deleteProperty(context, value, key)
      else setProperty(context, value, key, part, node)
    }
  }
  return callValue(context, reviver, holder, [name, value], context.site(node))
}

export function jsonGlobal(): ObjectValue {
  return namespace({
    parse: (context, _self, [given, reviver], site) => {
      if (reviver instanceof Unknown) return reviver
      const text = toPrimitive(context, given, 'string', site.node)
      if (text instanceof Unknown) return text
      if (typeof text === 'string' && text.length > context.limits.size)
        return new Unknown('the text is too long to follow', site.node)
      let data: unknown
      try {
        data = JSON.parse(String(text))
      } catch (error) {
        return context.throwError('SyntaxError', (error as Error).message, site.node)
      }
      const value = fromPlain(data)
      if (!(reviver instanceof FunctionValue)) return value
      const root = new ObjectValue()
      root.properties.set('', value)
      return revive(context, reviver, root, '', site.node)
    },
    stringify: (context, _self, [value, replacer, space], site) => {
      if (replacer instanceof Unknown) return replacer
      const names = replacer instanceof ArrayValue ? (replacer.contentsUnknown ?? replacer.elements) : []
      if (names instanceof Unknown) return names
      const how = replacer instanceof ArrayValue ? [...new Set(names.map(String))] : replacer
      const root = new ObjectValue()
      root.properties.set('', value)
      const indent = typeof space === 'number' || typeof space === 'string' ? space : undefined
      try {
        const data = toJson(
          context,
          value,
          site.node,
          [],
          how instanceof FunctionValue || Array.isArray(how) ? how : undefined,
          '',
          root,
        )
        return JSON.stringify(data, undefined, indent)
      } catch (error) {
        if (error instanceof NotPlain) return error.unknown
        throw error
      }
    },
  })
}
