import ts from 'typescript'
import { assignTo } from './assignment'
import type { Evaluation } from './evaluation'
import { evaluate, evaluatePropertyName } from './expressions'
import { iterate } from './iteration'
import { getProperty, ownKeys } from './properties'
import type { Scope } from './scope'
import {
  Accessor,
  ArrayValue,
  HostValue,
  ObjectValue,
  type PropertyKey,
  Unknown,
  type Value,
  type ValueIterator,
} from './values'

/** How names are declared; undefined for parameters and the like, which are new in their scope. */
export type Binding = 'constant' | 'variable' | 'var' | undefined

/** Binds the names of a declaration or parameter to the parts of a value. */
export function bindPattern(
  context: Evaluation,
  name: ts.BindingName,
  value: Value,
  scope: Scope,
  binding: Binding,
): void {
  if (ts.isIdentifier(name)) {
    bindName(context, name.text, value, scope, binding)
    return
  }
  if (ts.isObjectBindingPattern(name)) {
    requireObject(context, value, name)
    const taken: PropertyKey[] = []
    for (const element of name.elements) {
      if (element.dotDotDotToken) {
        bindPattern(context, element.name, restOf(context, value, taken, element), scope, binding)
        continue
      }
      const key = evaluatePropertyName(context, element.propertyName ?? (element.name as ts.Identifier), scope)
      const part = key instanceof Unknown ? key : getPart(context, value, key, element)
      if (!(key instanceof Unknown)) taken.push(key)
      bindPattern(
        context,
        element.name,
        withDefault(context, part, element.initializer, element, scope),
        scope,
        binding,
      )
    }
    return
  }
  const source = iterate(context, value, name)
  name.elements.forEach((element, index) => {
    if (ts.isOmittedExpression(element)) {
      if (!(source instanceof Unknown)) source.next()
      return
    }
    const part = element.dotDotDotToken
      ? restOfIterator(context, source, element)
      : nextOf(source, value, index, element, element.name)
    bindPattern(context, element.name, withDefault(context, part, element.initializer, element, scope), scope, binding)
  })
  if (!(source instanceof Unknown)) source.return?.()
}

function bindName(context: Evaluation, name: string, value: Value, scope: Scope, binding: Binding): void {
  const slot = binding === 'var' ? scope.find(name) : binding && scope.slots.get(name)
  if (!slot) {
    scope.declare(name, value, binding === 'constant')
    return
  }
  context.willWrite(slot)
  slot.value = value
  slot.initialised = true
}

/** Assigns the parts of a value to the targets of `[a, b.c] = …` and `({ a, b: c } = …)`. */
export function assignPattern(context: Evaluation, target: ts.Expression, value: Value, scope: Scope): void {
  if (ts.isParenthesizedExpression(target)) {
    assignPattern(context, target.expression, value, scope)
    return
  }
  if (ts.isBinaryExpression(target) && target.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    assignPattern(context, target.left, withDefault(context, value, target.right, target, scope), scope)
    return
  }
  if (ts.isArrayLiteralExpression(target)) {
    const source = iterate(context, value, target)
    target.elements.forEach((element, index) => {
      if (ts.isSpreadElement(element))
        assignPattern(context, element.expression, restOfIterator(context, source, element), scope)
      else if (!ts.isOmittedExpression(element)) {
        assignPattern(context, element, nextOf(source, value, index, element, element), scope)
      } else if (!(source instanceof Unknown)) source.next()
    })
    if (!(source instanceof Unknown)) source.return?.()
    return
  }
  if (!ts.isObjectLiteralExpression(target)) {
    assignTo(context, target, value, scope)
    return
  }
  requireObject(context, value, target)
  const taken: PropertyKey[] = []
  for (const property of target.properties) {
    if (ts.isSpreadAssignment(property)) {
      assignPattern(context, property.expression, restOf(context, value, taken, property), scope)
    } else if (property.name) {
      const key = evaluatePropertyName(context, property.name, scope)
      if (key instanceof Unknown) continue
      taken.push(key)
      const part = getPart(context, value, key, property)
      if (ts.isPropertyAssignment(property)) assignPattern(context, property.initializer, part, scope)
      else if (ts.isShorthandPropertyAssignment(property)) {
        const initializer = property.objectAssignmentInitializer
        assignTo(context, property.name, withDefault(context, part, initializer, property, scope), scope)
      }
    }
  }
}

function requireObject(context: Evaluation, value: Value, node: ts.Node): void {
  if (value !== undefined && value !== null) return
  context.throwError('TypeError', `Cannot destructure '${value}' as it is ${value}.`, node)
}

/** A destructured parameter's member is known by its own name alone. */
function getPart(context: Evaluation, value: Value, key: PropertyKey, node: ts.Node): Value {
  if (value instanceof Unknown && value.parameter === '' && typeof key === 'string') {
    const part = new Unknown(value.reason, value.node, key)
    return context.assumptions === undefined ? part : context.assumptions.supply(part)
  }
  return getProperty(context, value, key, node)
}

function withDefault(
  context: Evaluation,
  value: Value,
  initializer: ts.Expression | undefined,
  node: ts.BindingElement | ts.Node,
  scope: Scope,
): Value {
  if (!initializer) return value
  const name = ts.isBindingElement(node) && ts.isIdentifier(node.name) ? node.name.text : undefined
  if (value === undefined) return evaluate(context, initializer, scope, name)
  // Nobody supplies it, so its default stands, as for a parameter.
  if (value instanceof Unknown && value.parameter !== undefined) return evaluate(context, initializer, scope, name)
  return value
}

function nextOf(source: ValueIterator | Unknown, value: Value, index: number, node: ts.Node, name: ts.Node): Value {
  if (!(source instanceof Unknown)) return source.next().value
  if (!(value instanceof Unknown) || value.parameter === undefined) return source
  const own = ts.isIdentifier(name) ? name.text : `${value.parameter}[${index}]`
  return new Unknown(source.reason, node, own)
}

function restOfIterator(context: Evaluation, source: ValueIterator | Unknown, node: ts.Node): Value {
  const rest = new ArrayValue([])
  if (source instanceof Unknown) {
    rest.contentsUnknown = source
    return rest
  }
  for (let step = source.next(); !step.done; step = source.next()) {
    context.step(node)
    if (step.unknown) {
      rest.contentsUnknown = step.unknown
      break
    }
    rest.elements.push(step.value)
    if (rest.elements.length > context.limits.size) {
      rest.contentsUnknown = new Unknown('too many elements to follow', node)
      break
    }
  }
  return rest
}

/** `{ ...rest }` without the names taken before. */
function restOf(context: Evaluation, value: Value, taken: readonly PropertyKey[], node: ts.Node): Value {
  if (value instanceof Unknown) return value
  const rest = new ObjectValue()
  rest.contentsUnknown = value instanceof ObjectValue ? value.contentsUnknown : undefined
  copyProperties(context, rest, value, node, taken)
  return rest
}

/** Copies own enumerable properties, as spread and `Object.assign` do. */
export function copyProperties(
  context: Evaluation,
  target: ObjectValue,
  source: Value,
  node: ts.Node,
  without: readonly PropertyKey[] = [],
): void {
  if (source instanceof Unknown) {
    target.contentsUnknown ??= source
    // What came before may have been replaced.
    for (const [key, value] of target.properties) if (!(value instanceof Accessor)) target.properties.set(key, source)
    return
  }
  if (source instanceof ObjectValue) context.charge(source.properties.size, node)
  if (source instanceof ArrayValue || source instanceof HostValue || typeof source === 'string') {
    if (source instanceof ArrayValue) context.charge(source.elements.length, node)
    if (source instanceof ArrayValue && source.contentsUnknown) target.contentsUnknown ??= source.contentsUnknown
    for (const key of ownKeys(source)) {
      if (!without.includes(key)) target.properties.set(key, getProperty(context, source, key, node))
    }
    return
  }
  if (!(source instanceof ObjectValue)) return
  if (source.contentsUnknown) copyProperties(context, target, source.contentsUnknown, node)
  for (const key of ownKeys(source)) {
    if (!without.includes(key)) target.properties.set(key, getProperty(context, source, key, node))
  }
  for (const key of source.properties.keys()) {
    if (typeof key === 'string' || source.hidden?.has(key) || without.includes(key)) continue
    target.properties.set(key, getProperty(context, source, key, node))
  }
}
