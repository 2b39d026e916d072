import ts from 'typescript'
import { equalsAssumed, isPrimitive, type Primitive, strictlyEqual, toPrimitive, toPropertyKey } from './convert'
import type { Evaluation } from './evaluation'
import { callValue } from './functions'
import { knownDifference } from './join'
import { hasProperty, isObject } from './properties'
import { asNumber, symbolicArithmetic } from './symbolic'
import {
  ArrayValue,
  FunctionValue,
  HostValue,
  MapValue,
  ObjectValue,
  PromiseValue,
  RegExpValue,
  SetValue,
  Symbolic,
  SymbolKey,
  symbolHasInstance,
  TypedArrayValue,
  Unknown,
  type Value,
  WeakMapValue,
  WeakSetValue,
} from './values'

const K = ts.SyntaxKind

/** Binary operators that evaluate both sides. */
export function binaryOperation(
  context: Evaluation,
  operator: ts.SyntaxKind,
  a: Value,
  b: Value,
  node: ts.Node,
): Value {
  switch (operator) {
    case K.EqualsEqualsEqualsToken:
      return equalsAssumed(context, a, b) ?? equality(a, b, node)
    case K.ExclamationEqualsEqualsToken:
      return not(equalsAssumed(context, a, b) ?? equality(a, b, node))
    case K.EqualsEqualsToken:
      return looseEquality(context, a, b, node)
    case K.ExclamationEqualsToken:
      return not(looseEquality(context, a, b, node))
    case K.InstanceOfKeyword:
      return instanceOf(context, a, b, node)
    case K.InKeyword: {
      if (a instanceof Unknown || b instanceof Unknown) return a instanceof Unknown ? a : b
      if (isPrimitive(b))
        return context.throwError('TypeError', "Cannot use 'in' operator to search in a primitive", node)
      const key = toPropertyKey(context, a, node)
      return key instanceof Unknown ? key : (hasProperty(b, key) ?? unknownProperties(b, node))
    }
  }
  const x = toPrimitive(context, a, operator === K.PlusToken ? 'default' : 'number', node)
  const y = toPrimitive(context, b, operator === K.PlusToken ? 'default' : 'number', node)
  if (isPrimitive(x) && isPrimitive(y)) return primitiveOperation(context, operator, x, y, node)
  return inexactOperation(context, operator, x, y, node)
}

function unknownProperties(value: Value, node: ts.Node): Unknown {
  return (value instanceof ObjectValue && value.contentsUnknown) || new Unknown('its properties are not known', node)
}

function inexactOperation(context: Evaluation, operator: ts.SyntaxKind, x: Value, y: Value, node: ts.Node): Value {
  if (x instanceof SymbolKey || y instanceof SymbolKey) {
    return context.throwError('TypeError', 'Cannot convert a Symbol value to a number', node)
  }
  const text = typeof x === 'string' || typeof y === 'string'
  const [a, b] = text ? [x, y] : [asNumber(x), asNumber(y)]
  if (a instanceof Unknown || b instanceof Unknown) return a instanceof Unknown ? a : b
  if (text) return new Unknown(`depends on \`${a instanceof Symbolic ? a : b}\``, node)
  const [p, q] = [toOperand(a), toOperand(b)]
  const result = compareSymbols(operator, p, q) ?? symbolicArithmetic(ts.tokenToString(operator)!, p, q)
  return result ?? new Unknown(`depends on \`${a instanceof Symbolic ? a : b}\``, node)
}

function toOperand(value: Value): Symbolic | number {
  return value instanceof Symbolic ? value : Number(value)
}

function compareSymbols(operator: ts.SyntaxKind, a: Symbolic | number, b: Symbolic | number): boolean | undefined {
  const difference = knownDifference(a, b)
  if (difference === undefined) return undefined
  if (operator === K.LessThanToken) return difference < 0
  if (operator === K.LessThanEqualsToken) return difference <= 0
  if (operator === K.GreaterThanToken) return difference > 0
  if (operator === K.GreaterThanEqualsToken) return difference >= 0
  return undefined
}

function primitiveOperation(
  context: Evaluation,
  operator: ts.SyntaxKind,
  x: Primitive,
  y: Primitive,
  node: ts.Node,
): Value {
  const [a, b] = [x as number, y as number]
  const bigint = typeof x === 'bigint' || typeof y === 'bigint'
  if (bigint && (operator === K.AsteriskAsteriskToken || operator === K.LessThanLessThanToken)) {
    if (Math.abs(Number(y)) > 1000) return new Unknown('the number is too large to follow', node)
  }
  try {
    switch (operator) {
      case K.PlusToken: {
        const sum = (a as number) + b
        return typeof sum === 'string' ? boundText(context, sum, node) : sum
      }
      case K.MinusToken:
        return a - b
      case K.AsteriskToken:
        return a * b
      case K.SlashToken:
        return a / b
      case K.PercentToken:
        return a % b
      case K.AsteriskAsteriskToken:
        return a ** b
      case K.LessThanToken:
        return a < b
      case K.LessThanEqualsToken:
        return a <= b
      case K.GreaterThanToken:
        return a > b
      case K.GreaterThanEqualsToken:
        return a >= b
      case K.AmpersandToken:
        return a & b
      case K.BarToken:
        return a | b
      case K.CaretToken:
        return a ^ b
      case K.LessThanLessThanToken:
        return a << b
      case K.GreaterThanGreaterThanToken:
        return a >> b
      case K.GreaterThanGreaterThanGreaterThanToken:
        return a >>> b
    }
  } catch (error) {
    return context.throwError((error as Error).name, (error as Error).message, node)
  }
  return new Unknown('this operator is not followed', node)
}

/** The text, unless it is too long to keep. */
export function boundText(context: Evaluation, text: string, node: ts.Node): string | Unknown {
  if (text.length <= context.limits.size) {
    context.charge(text.length >> 3, node)
    return text
  }
  context.problem('bounds', `texts of more than ${context.limits.size} characters are not followed`, node)
  return new Unknown('the text is too long to follow', node)
}

export function not(value: Value): Value {
  return typeof value === 'boolean' ? !value : value
}

function equality(a: Value, b: Value, node: ts.Node): Value {
  const equal = strictlyEqual(a, b)
  if (equal !== undefined) return equal
  if (a instanceof Unknown || b instanceof Unknown) {
    if (a === b && a instanceof Unknown && a.parameter) return true
    const unknown = (a instanceof Unknown ? a : b) as Unknown
    return unknown.candidates ? equalsCandidates(unknown, unknown === a ? b : a) : unknown
  }
  // A number in symbols equals nothing but a number.
  for (const side of [a, b]) if (!(side instanceof Symbolic) && typeof side !== 'number') return false
  const difference = knownDifference(a as Symbolic | number, b as Symbolic | number)
  return difference === undefined
    ? new Unknown(`depends on \`${a instanceof Symbolic ? a : b}\``, node)
    : difference === 0
}

function equalsCandidates(unknown: Unknown, other: Value): Value {
  const answers = new Set(unknown.candidates!.map(candidate => strictlyEqual(candidate, other)))
  return answers.size === 1 ? ([...answers][0] ?? unknown) : unknown
}

function looseEquality(context: Evaluation, a: Value, b: Value, node: ts.Node): Value {
  if (a === undefined || a === null || b === undefined || b === null) {
    const other = a === undefined || a === null ? b : a
    return other instanceof Unknown ? other : other === undefined || other === null
  }
  if (isPrimitive(a) === isPrimitive(b)) {
    // biome-ignore lint/suspicious/noDoubleEquals: this is what the user wrote
    return isPrimitive(a) && isPrimitive(b) ? a == b : equality(a, b, node)
  }
  if (a instanceof Unknown || b instanceof Unknown) {
    return equalsAssumed(context, a, b) ?? (a instanceof Unknown ? a : b)
  }
  if (a instanceof Symbolic || b instanceof Symbolic) return equality(a, b, node)
  const [x, y] = [toPrimitive(context, a, 'default', node), toPrimitive(context, b, 'default', node)]
  // biome-ignore lint/suspicious/noDoubleEquals: this is what the user wrote
  return isPrimitive(x) && isPrimitive(y) ? x == y : equality(x, y, node)
}

function instanceOf(context: Evaluation, value: Value, ofClass: Value, node: ts.Node): Value {
  if (value instanceof Unknown || ofClass instanceof Unknown) return value instanceof Unknown ? value : ofClass
  if (ofClass instanceof HostValue) {
    const host = value instanceof ObjectValue ? value.host : value
    const answer = host instanceof HostValue ? host.object.instanceOf?.(ofClass, context) : false
    return answer ?? new Unknown('its class is not known', node)
  }
  if (!(ofClass instanceof FunctionValue)) {
    return context.throwError('TypeError', "Right-hand side of 'instanceof' is not callable", node)
  }
  const custom = ofClass.properties.get(symbolHasInstance)
  if (custom instanceof FunctionValue) return callValue(context, custom, ofClass, [value], context.site(node))
  if (!(value instanceof ObjectValue)) return isObject(value) && ofClass.name === 'Object'
  const builtin = builtinClass(value, ofClass.name)
  if (builtin && ofClass.native) return true
  const prototype = ofClass.properties.get('prototype')
  for (let holder = value.prototype; holder; holder = holder.prototype) if (holder === prototype) return true
  return value.contentsUnknown && value.prototype === undefined ? value.contentsUnknown : false
}

const builtinClasses: Readonly<Record<string, abstract new (...args: never[]) => ObjectValue>> = {
  Array: ArrayValue,
  Function: FunctionValue,
  Map: MapValue,
  Object: ObjectValue,
  Promise: PromiseValue,
  RegExp: RegExpValue,
  Set: SetValue,
  WeakMap: WeakMapValue,
  WeakSet: WeakSetValue,
}

/** Whether a value of no class of the user's belongs to the built-in class of that name. */
function builtinClass(value: ObjectValue, name: string): boolean {
  if (value instanceof TypedArrayValue) return name === value.type || name === 'Object'
  if (name === 'Object') return !hasNullPrototype(value)
  if (name === 'Map' && value instanceof SetValue) return false
  if (name !== 'WeakMap' && name !== 'WeakSet' && (value instanceof WeakMapValue || value instanceof WeakSetValue)) {
    return false
  }
  const builtin = Object.hasOwn(builtinClasses, name) ? builtinClasses[name] : undefined
  return builtin !== undefined && value instanceof builtin
}

function hasNullPrototype(value: ObjectValue): boolean {
  for (let holder: ObjectValue = value; ; holder = holder.prototype) {
    if (holder.prototype === null) return true
    if (holder.prototype === undefined) return false
  }
}
