import type { Evaluation } from '../evaluation'
import type { CallSite } from '../host'
import { getProperty, ownKeys } from '../properties'
import {
  ArrayValue,
  type FunctionValue,
  HostValue,
  MapValue,
  nativeFunction,
  ObjectValue,
  SetValue,
  TypedArrayValue,
  Unknown,
  type Value,
} from '../values'

/** `structuredClone`: a deep copy of plain data. */
export function structuredCloneGlobal(): FunctionValue {
  return nativeFunction('structuredClone', (context, _self, [value], site) => copy(context, value, site, new Map()))
}

function copy(context: Evaluation, value: Value, site: CallSite, seen: Map<Value, Value>): Value {
  if (value instanceof HostValue) return new Unknown('an object of the library cannot be cloned', site.node)
  if (!(value instanceof ObjectValue)) return value
  context.step(site.node)
  const known = seen.get(value)
  if (known !== undefined) return known
  if (seen.size > 10_000) return new Unknown('too large to follow', site.node)
  const plain = [ObjectValue, ArrayValue, MapValue, SetValue, TypedArrayValue] as unknown[]
  if (!plain.includes(value.constructor)) return new Unknown('what this clones is not followed', site.node)
  const inner = (part: Value) => copy(context, part, site, seen)
  if (value instanceof MapValue) {
    const made = value instanceof SetValue ? new SetValue() : new MapValue()
    seen.set(value, made)
    made.contentsUnknown = value.contentsUnknown
    for (const [key, item] of value.entries.values()) {
      const name = inner(key)
      made.entries.set(name, [name, inner(item)])
    }
    return made
  }
  const made =
    value instanceof TypedArrayValue
      ? new TypedArrayValue(value.type)
      : value instanceof ArrayValue
        ? new ArrayValue(new Array(value.elements.length))
        : new ObjectValue()
  seen.set(value, made)
  made.contentsUnknown = value.contentsUnknown
  for (const key of ownKeys(value)) {
    const part = inner(getProperty(context, value, key, site.node))
    if (made instanceof ArrayValue && /^\d+$/.test(key)) made.elements[Number(key)] = part
    else made.properties.set(key, part)
  }
  return made
}
