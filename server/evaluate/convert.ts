import type ts from 'typescript'
import type { Evaluation } from './evaluation'
import { callValue } from './functions'
import { isFunction } from './join'
import { getProperty } from './properties'
import {
  ArrayValue,
  FunctionValue,
  HostValue,
  ObjectValue,
  type PropertyKey,
  Symbolic,
  SymbolKey,
  symbolToPrimitive,
  Unknown,
  type Value,
} from './values'

export type Primitive = string | number | boolean | bigint | null | undefined

export function isPrimitive(value: Value): value is Primitive {
  return value === null || typeof value !== 'object'
}

/** JavaScript's ToPrimitive; unknowns, symbols and the dialect's objects stay what they are. */
export function toPrimitive(
  context: Evaluation,
  value: Value,
  hint: 'number' | 'string' | 'default',
  node: ts.Node,
): Primitive | Symbolic | Unknown | SymbolKey {
  if (isPrimitive(value) || value instanceof Symbolic || value instanceof Unknown || value instanceof SymbolKey)
    return value
  if (value instanceof HostValue) return new Unknown('an object of the library used as text or number', node)
  const exotic = getProperty(context, value, symbolToPrimitive, node)
  if (exotic instanceof FunctionValue) {
    return toPrimitive(context, callValue(context, exotic, value, [hint], context.site(node)), hint, node)
  }
  for (const name of hint === 'string' ? ['toString', 'valueOf'] : ['valueOf', 'toString']) {
    const method = getProperty(context, value, name, node)
    if (method instanceof Unknown) return method
    if (!isFunction(method)) continue
    const result = callValue(context, method, value, [], context.site(node))
    if (isPrimitive(result) || result instanceof Symbolic || result instanceof Unknown) return result
  }
  return context.throwError('TypeError', 'Cannot convert object to primitive value', node)
}

/** Text, or the unknown that keeps it from being known. */
export function toText(context: Evaluation, value: Value, node: ts.Node): string | Unknown {
  if (typeof value === 'string') return value
  const primitive = toPrimitive(context, value, 'string', node)
  if (primitive instanceof Unknown) return primitive
  if (primitive instanceof Symbolic) return new Unknown(`depends on \`${primitive}\``, node)
  if (primitive instanceof SymbolKey)
    return context.throwError('TypeError', 'Cannot convert a Symbol value to a string', node)
  return String(primitive)
}

export function toPropertyKey(context: Evaluation, value: Value, node: ts.Node): PropertyKey | Unknown {
  if (typeof value === 'string' || value instanceof SymbolKey) return value
  if (typeof value === 'number') return String(value)
  return toText(context, value, node)
}

/** Whether the value counts as true; undefined where that is not known. */
export function truth(value: Value): boolean | undefined {
  if (value instanceof Unknown) {
    if (!value.candidates) return undefined
    const truths = new Set(value.candidates.map(truth))
    return truths.size === 1 ? [...truths][0] : undefined
  }
  if (value instanceof Symbolic) return undefined
  return Boolean(value)
}

/** Whether a condition holds, also where that is taken of a parameter; undefined where it is not known. */
export function holds(context: Evaluation, value: Value): boolean | undefined {
  return truth(value) ?? (value instanceof Unknown ? context.assumptions?.isTrue(value) : undefined)
}

/** `===` with a parameter that something is taken of, or that this is asked of for the first time. */
export function equalsAssumed(context: Evaluation, a: Value, b: Value): boolean | undefined {
  if (a instanceof Unknown) return context.assumptions?.equals(a, b)
  return b instanceof Unknown ? context.assumptions?.equals(b, a) : undefined
}

/** `===`; undefined where it is not known. */
export function strictlyEqual(a: Value, b: Value): boolean | undefined {
  if (a instanceof Unknown || b instanceof Unknown || a instanceof Symbolic || b instanceof Symbolic) return undefined
  if (a instanceof HostValue && b instanceof HostValue) return a.object === b.object
  return a === b
}

/** What identifies a key of a Map; a Map of ours compares with it as JavaScript compares the keys. */
export function mapKey(value: Value): unknown {
  return value instanceof HostValue ? value.object : value
}

export function typeName(value: Value): string {
  if (value === null) return 'object'
  if (value instanceof Symbolic) return 'number'
  if (value instanceof SymbolKey) return 'symbol'
  if (value instanceof FunctionValue) return 'function'
  if (value instanceof HostValue) return value.object.call || value.object.construct ? 'function' : 'object'
  return typeof value
}

/** How a value is written in a message. */
export function describe(value: Value): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (value instanceof ArrayValue) return `[${value.elements.map(describe).join(', ')}]`
  if (value instanceof FunctionValue) return `function ${value.name}`
  if (value instanceof ObjectValue) {
    const message = value.properties.get('message')
    return typeof message === 'string' ? message : 'object'
  }
  if (value instanceof Unknown) return '?'
  if (value instanceof HostValue) return 'object'
  return value instanceof SymbolKey ? value.description : String(value)
}
