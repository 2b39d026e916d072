import ts from 'typescript'
import type { Evaluation } from './evaluation'
import { evaluate, evaluatePropertyName } from './expressions'
import { callFunction, constructValue, makeFunction, prototypeOf } from './functions'
import type { CallSite } from './host'
import { Frame, Scope } from './scope'
import { executeList } from './statements'
import {
  Accessor,
  type ClassField,
  FunctionValue,
  HostValue,
  ObjectValue,
  type PropertyKey,
  Unknown,
  type Value,
} from './values'

/** The value of a class declaration or expression. */
export function makeClass(context: Evaluation, node: ts.ClassLikeDeclaration, outer: Scope, name = ''): FunctionValue {
  const scope = new Scope(outer)
  const value = new FunctionValue()
  value.name = node.name?.text ?? name
  value.classNode = node
  value.scope = scope
  // Its own name means nothing before it is whole: a class that could extend itself would be its own prototype.
  const own = node.name && scope.declare(node.name.text, value)
  if (own) own.initialised = false
  const prototype = new ObjectValue(inherit(context, value, node, scope))
  prototype.properties.set('constructor', value)
  prototype.hidden = new Set(['constructor'])
  value.properties.set('prototype', prototype)
  value.hidden = new Set(['prototype'])
  value.home = prototype
  const instanceFields: ClassField[] = []
  const staticParts: (() => void)[] = []
  for (const member of node.members) defineMember(context, value, prototype, member, scope, instanceFields, staticParts)
  if (own) own.initialised = true
  value.fields = instanceFields
  context.functions.set(node, value)
  context.following?.made.add(node)
  const frame = new Frame(context.frame, context.frame.file, context.frame.site, value)
  frame.thisValue = value
  frame.home = value
  const caller = context.frame
  context.frame = frame
  for (const part of staticParts) part()
  context.frame = caller
  return value
}

/** Notes the base class; returns the prototype to inherit from. */
function inherit(
  context: Evaluation,
  value: FunctionValue,
  node: ts.ClassLikeDeclaration,
  scope: Scope,
): ObjectValue | null | undefined {
  const clause = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0]
  if (!clause) return undefined
  value.derived = true
  const base = evaluate(context, clause.expression, scope)
  if (base === null) return null
  if (base instanceof FunctionValue) {
    value.base = base
    value.prototype = base
    return prototypeOf(base)
  }
  if (base instanceof HostValue || base instanceof Unknown) value.base = base
  else context.throwError('TypeError', 'Class extends value is not a constructor or null', clause)
  return undefined
}

function defineMember(
  context: Evaluation,
  value: FunctionValue,
  prototype: ObjectValue,
  member: ts.ClassElement,
  scope: Scope,
  fields: ClassField[],
  staticParts: (() => void)[],
): void {
  if (ts.isConstructorDeclaration(member)) {
    if (member.body) value.node = member
    return
  }
  if (ts.isClassStaticBlockDeclaration(member)) {
    staticParts.push(() => executeList(context, member.body.statements, 0, new Scope(scope)))
    return
  }
  if (!member.name) return
  const isStatic = hasModifier(member, ts.SyntaxKind.StaticKeyword)
  const home = isStatic ? value : prototype
  const key = evaluatePropertyName(context, member.name, scope)
  if (key instanceof Unknown) return
  if (ts.isPropertyDeclaration(member)) {
    if (hasModifier(member, ts.SyntaxKind.DeclareKeyword)) return
    const field = { key, initializer: member.initializer }
    if (isStatic) staticParts.push(() => defineField(context, value, field, scope))
    else fields.push(field)
  } else if (ts.isMethodDeclaration(member)) {
    if (member.body) {
      const method = makeFunction(context, member, scope, keyText(key), home)
      const decorated = ts.getDecorators(member)
      home.properties.set(key, decorated ? new Unknown('what decorators make is not followed', member) : method)
    }
    ;(home.hidden ??= new Set()).add(key)
  } else if (ts.isGetAccessor(member) || ts.isSetAccessor(member)) {
    defineAccessor(home, key, makeFunction(context, member, scope, keyText(key), home), ts.isGetAccessor(member))
    ;(home.hidden ??= new Set()).add(key)
  }
}

/** Adds a getter or setter beside the other one. */
export function defineAccessor(home: ObjectValue, key: PropertyKey, accessor: FunctionValue, isGetter: boolean): void {
  const known = home.properties.get(key)
  const [getter, setter] = known instanceof Accessor ? [known.getter, known.setter] : []
  home.properties.set(key, isGetter ? new Accessor(accessor, setter) : new Accessor(getter, accessor))
}

function defineField(context: Evaluation, target: ObjectValue, { key, initializer }: ClassField, scope: Scope): void {
  const value = initializer ? evaluate(context, initializer, scope, keyText(key)) : undefined
  context.willWrite(target)
  target.properties.set(key, value)
}

/** `new` for a class of the user's. */
export function constructClass(
  context: Evaluation,
  callee: FunctionValue,
  args: Value[],
  site: CallSite | undefined,
  newTarget: FunctionValue,
): Value {
  context.called.add(callee.classNode!)
  context.following?.called.add(callee.classNode!)
  if (!callee.node) {
    const caller = context.frame
    const frame = new Frame(caller, callee.classNode!.getSourceFile(), site, callee)
    frame.newTarget = newTarget
    frame.home = callee.home
    frame.scope = new Scope(callee.scope)
    frame.thisReady = !callee.derived
    context.frame = frame
    try {
      if (callee.derived) superCall(context, args, site!)
      else {
        frame.thisValue = new ObjectValue(prototypeOf(newTarget))
        initialiseInstance(context, callee, frame.thisValue, frame)
      }
      return frame.thisValue
    } finally {
      context.frame = caller
    }
  }
  const instance = callee.derived ? undefined : new ObjectValue(prototypeOf(newTarget))
  let made = undefined as Frame | undefined
  const result = callFunction(context, callee, instance, args, site, newTarget, callee, frame => (made = frame))
  // Without a frame the call was too deep to follow.
  return result instanceof ObjectValue || result instanceof HostValue || !made ? result : made.thisValue
}

/** `super(...args)` of the constructor in progress. */
export function superCall(context: Evaluation, args: Value[], site: CallSite): Value {
  const frame = context.frame.owner
  const derived = frame.called!
  const newTarget = frame.newTarget ?? derived
  const { base } = derived
  let instance: Value
  if (base instanceof FunctionValue) instance = constructValue(context, base, args, site, newTarget)
  else {
    const made = new ObjectValue(prototypeOf(newTarget))
    if (base instanceof HostValue) {
      const host = constructValue(context, base, args, site, new HostValue(base.object))
      if (host instanceof HostValue) made.host = host
      else if (host instanceof Unknown) made.contentsUnknown = host
    } else made.contentsUnknown = base ?? new Unknown('its base class is not known')
    instance = made
  }
  frame.thisValue = instance
  frame.thisReady = true
  initialiseInstance(context, derived, instance, frame)
  return instance
}

/** Parameter properties and fields, at the point where JavaScript defines them. */
export function initialiseInstance(context: Evaluation, callee: FunctionValue, instance: Value, frame: Frame): void {
  if (!(instance instanceof ObjectValue)) return
  for (const parameter of callee.node?.parameters ?? []) {
    if (!ts.isParameterPropertyDeclaration(parameter, callee.node!) || !ts.isIdentifier(parameter.name)) continue
    context.willWrite(instance)
    instance.properties.set(parameter.name.text, frame.scope!.find(parameter.name.text)?.value)
  }
  if (!callee.fields?.length) return
  const caller = context.frame
  const inner = new Frame(caller, frame.file, frame.site, callee)
  inner.thisValue = instance
  inner.home = callee.home
  context.frame = inner
  for (const field of callee.fields) defineField(context, instance, field, callee.scope!)
  context.frame = caller
}

function keyText(key: PropertyKey): string {
  return typeof key === 'string' ? key.replace('\u0000', '') : `[${key.description}]`
}

function hasModifier(node: ts.ClassElement, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(modifier => modifier.kind === kind) === true
}
