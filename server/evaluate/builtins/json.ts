import type ts from 'typescript'
import { toPrimitive } from '../convert'
import type { Evaluation } from '../evaluation'
import { callValue } from '../functions'
import { contentsUnknown, getProperty, ownKeys } from '../properties'
import {
  ArrayValue,
  FunctionValue,
  HostValue,
  MapValue,
  ObjectValue,
  Symbolic,
  SymbolKey,
  Unknown,
  type Value,
} from '../values'
import { namespace } from './methods'

/** The value of plain JSON data. */
export function fromJson(data: unknown): Value {
  if (Array.isArray(data)) return new ArrayValue(data.map(fromJson))
  if (typeof data !== 'object' || data === null) return data as Value
  const object = new ObjectValue()
  for (const [key, value] of Object.entries(data)) object.properties.set(key, fromJson(value))
  return object
}

class NotPlain {
  constructor(readonly unknown: Unknown) {}
}

/** What `JSON.stringify` would write, as plain data. */
function toJson(context: Evaluation, value: Value, node: ts.Node, within: readonly Value[]): unknown {
  if (value instanceof Unknown) throw new NotPlain(value)
  if (value instanceof Symbolic) throw new NotPlain(new Unknown(`depends on \`${value}\``, node))
  if (value instanceof HostValue) throw new NotPlain(new Unknown('an object of the library as JSON', node))
  if (typeof value === 'bigint') context.throwError('TypeError', 'Do not know how to serialize a BigInt', node)
  if (value instanceof FunctionValue || value instanceof SymbolKey) return undefined
  if (!(value instanceof ObjectValue)) return value
  context.step(node)
  if (within.includes(value)) context.throwError('TypeError', 'Converting circular structure to JSON', node)
  if (within.length > 100) throw new NotPlain(new Unknown('nested too deep to follow', node))
  const custom = getProperty(context, value, 'toJSON', node)
  if (custom instanceof FunctionValue) {
    return toJson(context, callValue(context, custom, value, [''], context.site(node)), node, within)
  }
  const unknown = contentsUnknown(value)
  if (unknown) throw new NotPlain(unknown)
  const inner = [...within, value]
  if (value instanceof ArrayValue)
    return Array.from(value.elements, element => toJson(context, element, node, inner) ?? null)
  if (value instanceof MapValue) return {}
  const data = Object.create(null) as Record<string, unknown>
  for (const key of ownKeys(value)) data[key] = toJson(context, getProperty(context, value, key, node), node, inner)
  return data
}

export function jsonGlobal(): ObjectValue {
  return namespace({
    parse: (context, _self, [given], site) => {
      const text = toPrimitive(context, given, 'string', site.node)
      if (text instanceof Unknown) return text
      if (typeof text === 'string' && text.length > context.limits.size)
        return new Unknown('the text is too long to follow', site.node)
      try {
        return fromJson(JSON.parse(String(text)))
      } catch (error) {
        return context.throwError('SyntaxError', (error as Error).message, site.node)
      }
    },
    stringify: (context, _self, [value, replacer, space], site) => {
      if (replacer !== undefined && replacer !== null)
        return new Unknown('a replacer of `JSON.stringify` is not followed', site.node)
      const indent = typeof space === 'number' || typeof space === 'string' ? space : undefined
      try {
        return JSON.stringify(toJson(context, value, site.node, []), undefined, indent)
      } catch (error) {
        if (error instanceof NotPlain) return error.unknown
        throw error
      }
    },
  })
}
