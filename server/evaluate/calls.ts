import ts from 'typescript'
import { memberKey, skipParentheses } from './assignment'
import { superCall } from './classes'
import { toPropertyKey } from './convert'
import type { Evaluation } from './evaluation'
import { evaluate, readMember } from './expressions'
import { callValue, constructValue } from './functions'
import { listOf } from './iteration'
import { forget, getProperty } from './properties'
import type { Scope } from './scope'
import {
  ArrayValue,
  FunctionValue,
  MapValue,
  ObjectValue,
  PromiseValue,
  type PropertyKey,
  Unknown,
  type Value,
} from './values'

const K = ts.SyntaxKind

/** The rest of an optional chain is left out. */
export const SHORT = Symbol('short')

/** A property access, call or `new`; {@link SHORT} where `?.` ends the chain. */
export function evaluateLink(context: Evaluation, node: ts.Expression, scope: Scope): Value | typeof SHORT {
  if (ts.isCallExpression(node)) return evaluateCall(context, node, scope)
  if (ts.isNewExpression(node)) {
    const callee = evaluate(context, node.expression, scope)
    const args = evaluateArguments(context, node.arguments ?? [], scope)
    return args instanceof Unknown ? args : constructValue(context, callee, args, context.site(node))
  }
  const member = evaluateMember(context, node as ts.PropertyAccessExpression | ts.ElementAccessExpression, scope)
  return member === SHORT ? SHORT : memberValue(context, member)
}

interface Member {
  readonly node: ts.PropertyAccessExpression | ts.ElementAccessExpression
  readonly isSuper: boolean
  readonly self: Value
  readonly key: PropertyKey | Unknown
}

function evaluateMember(
  context: Evaluation,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  scope: Scope,
): Member | typeof SHORT {
  const isSuper = node.expression.kind === K.SuperKeyword
  const self = isSuper ? context.frame.owner.thisValue : evaluateInner(context, node.expression, scope)
  if (self === SHORT || (node.questionDotToken && (self === undefined || self === null))) return SHORT
  const key = ts.isPropertyAccessExpression(node)
    ? memberKey(node.name)
    : toPropertyKey(context, evaluate(context, node.argumentExpression, scope), node)
  return { node, isSuper, self, key }
}

function memberValue(context: Evaluation, { node, isSuper, self, key }: Member): Value {
  if (key instanceof Unknown) return elementOfUnknown(self, key)
  if (key === '') return new Unknown('the code is not complete here', node)
  if (!isSuper) return readMember(context, self, key, node)
  const { home, called } = context.frame.owner
  const base = home instanceof FunctionValue ? home.base : home?.prototype
  if (base instanceof ObjectValue) return getProperty(context, base, key, node, self)
  if (called?.base instanceof Unknown) return called.base
  if (self instanceof ObjectValue && self.host) return getProperty(context, self.host, key, node, self)
  return getProperty(context, new ObjectValue(), key, node, self)
}

/** An element at an unknown place is one of the elements. */
function elementOfUnknown(self: Value, key: Unknown): Value {
  const values = self instanceof ObjectValue && !self.contentsUnknown ? candidatesIn(self) : []
  return new Unknown(key.reason, key.node, undefined, values.length > 0 && values.length <= 4 ? values : undefined)
}

function candidatesIn(object: ObjectValue): Value[] {
  const values = [...object.properties.values()]
  return values.every(value => value instanceof FunctionValue) ? (values as Value[]) : []
}

function evaluateInner(context: Evaluation, node: ts.Expression, scope: Scope): Value | typeof SHORT {
  if (ts.isNonNullExpression(node)) return evaluateInner(context, node.expression, scope)
  // What is none of these, such as a template, ends the chain.
  const isLink = [ts.isPropertyAccessExpression, ts.isElementAccessExpression, ts.isCallExpression].some(is => is(node))
  if (node.flags & ts.NodeFlags.OptionalChain && isLink) {
    context.step(node)
    const { given } = context.frame
    return given?.has(node) ? given.get(node) : evaluateLink(context, node, scope)
  }
  return evaluate(context, node, scope)
}

function evaluateCall(context: Evaluation, node: ts.CallExpression, scope: Scope): Value | typeof SHORT {
  const callee = skipParentheses(node.expression)
  if (callee.kind === K.SuperKeyword) {
    const args = evaluateArguments(context, node.arguments, scope)
    const { called } = context.frame.owner
    if (!called) return new Unknown('super is called outside a constructor', node)
    return superCall(context, args instanceof Unknown ? unknownArguments(called.base, args) : args, context.site(node))
  }
  if (callee.kind === K.ImportKeyword) {
    const [specifier] = node.arguments
    const name = specifier && evaluate(context, specifier, scope)
    if (typeof name !== 'string') return new Unknown('which file is imported is not known', node)
    return new PromiseValue(context.importModule(name, context.frame.file.fileName, node))
  }
  let self: Value
  let value: Value | typeof SHORT
  if (ts.isPropertyAccessExpression(callee) || ts.isElementAccessExpression(callee)) {
    const member = evaluateMember(context, callee, scope)
    if (member === SHORT) return ts.isParenthesizedExpression(node.expression) ? undefined : SHORT
    self = receiverFor(context, member)
    value =
      self === member.self ? memberValue(context, member) : readMember(context, self, member.key as PropertyKey, callee)
  } else value = evaluateInner(context, callee, scope)
  if (value === SHORT || (node.questionDotToken && (value === undefined || value === null))) return SHORT
  const args = evaluateArguments(context, node.arguments, scope)
  if (args instanceof Unknown) return callWithUnknownArguments(context, node, value, self, args)
  if (value === undefined && self instanceof ObjectValue && self.contentsUnknown) return self.contentsUnknown
  return callValue(context, value, self, args, context.site(node))
}

/** A call of which not even the number of arguments is known: `list.push(...unknown)`. */
function callWithUnknownArguments(
  context: Evaluation,
  node: ts.CallExpression,
  callee: Value,
  self: Value,
  args: Unknown,
): Value {
  if (callee instanceof FunctionValue && callee.node) {
    return callValue(context, callee, self, unknownArguments(callee, args), context.site(node))
  }
  // A built-in method may change what it is called on: `push`, `sort`, `set` …
  const changed = self instanceof Unknown ? (self.candidates ?? []) : [self]
  for (const target of changed)
    if (target instanceof ArrayValue || target instanceof MapValue) forget(context, target, args)
  return new Unknown(args.reason, args.node)
}

/** One unknown a parameter, so that no default is taken for the value; a rest parameter is a list of unknown contents. */
function unknownArguments(callee: Value, { reason, node }: Unknown): Value[] {
  if (!(callee instanceof FunctionValue)) return [new Unknown(reason, node)]
  const parameters = parametersOf(callee).filter(({ name }) => !ts.isIdentifier(name) || name.text !== 'this')
  return parameters.map(parameter => new Unknown(reason, parameter.dotDotDotToken ? parameter : node))
}

/** A class that has no constructor of its own is called with its base's parameters. */
function parametersOf({ node, base }: FunctionValue): readonly ts.ParameterDeclaration[] {
  if (node && 'parameters' in node) return node.parameters
  return base instanceof FunctionValue ? parametersOf(base) : []
}

/** What a parameter of no stated type must be, since this method is called on it. */
function receiverFor(context: Evaluation, { self, key }: Member): Value {
  if (!(self instanceof Unknown) || self.parameter === undefined || self.candidates || typeof key !== 'string')
    return self
  for (const dialect of context.dialects) {
    const value = dialect.unknownReceiver?.(key, self.parameter, context)
    if (value !== undefined) {
      self.refined = value
      return value
    }
  }
  return self
}

/** The arguments, or why their number is not known. */
function evaluateArguments(context: Evaluation, nodes: readonly ts.Expression[], scope: Scope): Value[] | Unknown {
  const args: Value[] = []
  let unknown: Unknown | undefined
  for (const node of nodes) {
    if (ts.isSpreadElement(node)) {
      const list = listOf(context, evaluate(context, node.expression, scope), node)
      if (list instanceof Unknown) unknown ??= list
      else args.push(...list)
    } else args.push(evaluate(context, node, scope))
  }
  return unknown ?? args
}
