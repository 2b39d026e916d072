import type ts from 'typescript'
import { fieldAssignedLater } from './assignedLater'
import { builtinMember } from './builtins/members'
import { isPrimitive, toPrimitive } from './convert'
import type { Evaluation } from './evaluation'
import { callValue, prototypeOf } from './functions'
import { runBranches } from './join'
import { asNumber } from './symbolic'
import {
  Accessor,
  ArrayValue,
  FunctionValue,
  HostValue,
  MapValue,
  ObjectValue,
  PromiseValue,
  type PropertyKey,
  RegExpValue,
  SetValue,
  Symbolic,
  SymbolKey,
  TypedArrayValue,
  Unknown,
  type Value,
  WeakMapValue,
  WeakSetValue,
} from './values'

/** `target[key]` */
export function getProperty(
  context: Evaluation,
  target: Value,
  key: PropertyKey,
  node: ts.Node,
  receiver: Value = target,
): Value {
  if (target instanceof ObjectValue) {
    const value = getObjectProperty(context, target, key, node, receiver)
    const mayChange = value == null && context.laterThan !== undefined && target.birth < context.laterThan
    return mayChange ? (fieldAssignedLater(context, target, key) ?? value) : value
  }
  if (target instanceof Unknown) return getUnknownProperty(context, target, key, node)
  if (target instanceof HostValue) {
    return typeof key === 'string' ? target.object.get(key, context, receiver) : undefined
  }
  if (target === undefined || target === null) {
    const name = typeof key === 'string' ? key : key.description
    return context.throwError('TypeError', `Cannot read properties of ${target} (reading '${name}')`, node)
  }
  if (typeof target === 'string') {
    if (key === 'length') return target.length
    if (typeof key === 'string' && isIndex(key)) return target[Number(key)]
  }
  if (target instanceof SymbolKey && key === 'description') return target.description
  return builtinMember(context, target, key, node)
}

function getObjectProperty(
  context: Evaluation,
  target: ObjectValue,
  key: PropertyKey,
  node: ts.Node,
  receiver: Value,
): Value {
  let bare = false
  let host: HostValue | undefined
  for (let holder: ObjectValue | null | undefined = target; holder; holder = holder.prototype) {
    if (holder instanceof ArrayValue) {
      const { elements } = holder
      if (holder.contentsUnknown && (key === 'length' || (typeof key === 'string' && isIndex(key)))) {
        return holder.contentsUnknown
      }
      if (key === 'length') return elements.length
      if (typeof key === 'string' && isIndex(key) && Number(key) in elements) return elements[Number(key)]
    } else if (holder instanceof MapValue && key === 'size') {
      return holder.contentsUnknown ?? holder.entries.size
    }
    const property = holder.properties.get(key)
    if (property !== undefined) {
      if (!(property instanceof Accessor)) return property
      return property.getter ? callValue(context, property.getter, receiver, [], context.site(node)) : undefined
    }
    if (holder.properties.has(key)) return undefined
    if (holder.contentsUnknown && !(holder instanceof ArrayValue) && !(holder instanceof MapValue)) {
      return holder.contentsUnknown
    }
    host ??= holder.host
    bare = holder.prototype === null
  }
  // The dialect's object stands for the base class, so that what the program's own classes define comes first.
  if (host) {
    const found = getProperty(context, host, key, node, receiver)
    if (found !== undefined) return found
  }
  if (key === '__proto__' && !bare) return new Unknown('`__proto__` is not followed', node)
  if (target instanceof FunctionValue && key === 'name') return target.name
  if (target instanceof FunctionValue && key === 'prototype' && target.node) return prototypeOf(target)
  if (target instanceof FunctionValue && target.base instanceof Unknown) return target.base
  return bare ? undefined : builtinMember(context, target, key, node)
}

function getUnknownProperty(context: Evaluation, target: Unknown, key: PropertyKey, node: ts.Node): Value {
  if (target.candidates) {
    return runBranches(
      context,
      target,
      target.candidates.map(candidate => () => getProperty(context, candidate, key, node)),
    )
  }
  if (target.parameter === undefined || typeof key !== 'string') return target
  const members = (membersOfParameters.get(context) ?? new Map()) as Map<string, Unknown>
  membersOfParameters.set(context, members)
  // A parameter's member is the same unknown each time, so that what it turns out to be is known at its next use.
  const name = `${target.parameter}.${key}`
  let member = members.get(name)
  if (!member) members.set(name, (member = new Unknown(target.reason, target.node, name)))
  return context.assumptions === undefined ? member : context.assumptions.supply(member)
}

const membersOfParameters = new WeakMap<Evaluation, Map<string, Unknown>>()

/** `target[key] = value` */
export function setProperty(
  context: Evaluation,
  target: Value,
  key: PropertyKey,
  value: Value,
  node: ts.Node,
  receiver: Value = target,
): void {
  if (target instanceof Unknown) {
    for (const candidate of target.candidates ?? []) forget(context, candidate, target)
    return
  }
  if (target instanceof HostValue) {
    if (typeof key === 'string') target.object.set?.(key, value, context)
    return
  }
  if (target === undefined || target === null) {
    const name = typeof key === 'string' ? key : key.description
    context.throwError('TypeError', `Cannot set properties of ${target} (setting '${name}')`, node)
  }
  if (!(target instanceof ObjectValue)) return
  if (key === '__proto__' && !hasOwn(target, key)) {
    forget(context, target, new Unknown('`__proto__` is not followed', node))
    return
  }
  if (target instanceof ArrayValue && setElement(context, target, key, value, node)) return
  if (!target.properties.has(key)) {
    for (let holder: ObjectValue | null | undefined = target; holder; holder = holder.prototype) {
      const property = holder.properties.get(key)
      if (property instanceof Accessor) {
        callSetter(context, property, receiver, value, node)
        return
      }
      if (holder.host?.object.set && typeof key === 'string') holder.host.object.set(key, value, context)
    }
  }
  const own = target.properties.get(key)
  if (own instanceof Accessor) {
    callSetter(context, own, receiver, value, node)
    return
  }
  if (target.frozen) context.throwError('TypeError', 'Cannot assign to a read only property', node)
  context.willWrite(target)
  target.properties.set(key, value)
}

function callSetter(context: Evaluation, { setter }: Accessor, receiver: Value, value: Value, node: ts.Node): void {
  if (!setter) context.throwError('TypeError', 'Cannot set a property which has only a getter', node)
  callValue(context, setter, receiver, [value], context.site(node))
}

function setElement(context: Evaluation, target: ArrayValue, key: PropertyKey, value: Value, node: ts.Node): boolean {
  if (typeof key !== 'string' || (key !== 'length' && !isIndex(key))) return false
  if (target.frozen) context.throwError('TypeError', 'Cannot assign to a read only property', node)
  context.willWrite(target)
  const size = key === 'length' ? value : Number(key) + 1
  if (typeof size !== 'number') target.contentsUnknown ??= new Unknown('its length is not known', node)
  else if (target instanceof TypedArrayValue) {
    // Its length stands; what it holds is rounded to its kind.
    const number = asNumber(value)
    if (key === 'length' || size > target.elements.length) return true
    const isOpen = number instanceof Unknown || number instanceof Symbolic
    target.elements[size - 1] = isOpen ? number : target.round(Number(toPrimitive(context, number, 'number', node)))
  } else if (size > context.limits.size) {
    context.problem('bounds', `arrays of more than ${context.limits.size} elements are not followed`, node)
    target.contentsUnknown ??= new Unknown('the array is too large to follow', node)
  } else if (key === 'length') {
    if (!Number.isInteger(size) || size < 0) context.throwError('RangeError', 'Invalid array length', node)
    target.elements.length = size
  } else target.elements[size - 1] = value
  return true
}

/** Marks everything in the object as unknown. */
export function forget(context: Evaluation, target: Value, reason: Unknown): void {
  if (!(target instanceof ObjectValue)) return
  context.willWrite(target)
  target.contentsUnknown ??= reason
  for (const [key, value] of target.properties) {
    if (!(value instanceof Accessor)) target.properties.set(key, reason)
  }
}

/** `delete target[key]` */
export function deleteProperty(context: Evaluation, target: Value, key: PropertyKey): boolean {
  if (target instanceof Unknown) for (const candidate of target.candidates ?? []) forget(context, candidate, target)
  if (!(target instanceof ObjectValue) || target.frozen) return !(target instanceof ObjectValue)
  context.willWrite(target)
  if (target instanceof ArrayValue && typeof key === 'string' && isIndex(key)) delete target.elements[Number(key)]
  target.properties.delete(key)
  return true
}

/** `key in target`; undefined where it is not known. */
export function hasProperty(target: Value, key: PropertyKey): boolean | undefined {
  if (target instanceof HostValue) return typeof key === 'string' ? target.object.keys?.().includes(key) : false
  if (!(target instanceof ObjectValue)) return undefined
  for (let holder: ObjectValue | null | undefined = target; holder; holder = holder.prototype) {
    if (hasOwn(holder, key)) return true
    if (holder.contentsUnknown || holder.host) return undefined
    if (holder.prototype === null) return false
  }
  return typeof key === 'string' && key in naturalPrototype(target)
}

/** What every value of the kind inherits by nature; only its names are looked at. */
export function naturalPrototype(target: Value): object {
  if (target instanceof TypedArrayValue) return Float32Array.prototype
  if (target instanceof ArrayValue) return Array.prototype
  if (target instanceof WeakMapValue) return WeakMap.prototype
  if (target instanceof WeakSetValue) return WeakSet.prototype
  if (target instanceof SetValue) return Set.prototype
  if (target instanceof MapValue) return Map.prototype
  if (target instanceof FunctionValue) return Function.prototype
  if (target instanceof PromiseValue) return Promise.prototype
  if (target instanceof RegExpValue) return RegExp.prototype
  if (typeof target === 'string') return String.prototype
  if (typeof target === 'number' || target instanceof Symbolic) return Number.prototype
  if (typeof target === 'boolean') return Boolean.prototype
  if (typeof target === 'bigint') return BigInt.prototype
  return target instanceof SymbolKey ? Symbol.prototype : Object.prototype
}

export function hasOwn(target: ObjectValue, key: PropertyKey): boolean {
  if (target.properties.has(key)) return true
  if (!(target instanceof ArrayValue) || typeof key !== 'string') return false
  return key === 'length' || (isIndex(key) && Number(key) in target.elements)
}

/** Own enumerable names in JavaScript's order: indices rising, then the others as they were added. */
export function ownKeys(target: Value): string[] {
  if (target instanceof HostValue) return target.object.keys?.() ?? []
  if (typeof target === 'string') return Object.keys(target)
  if (!(target instanceof ObjectValue)) return []
  const indices: string[] = target instanceof ArrayValue ? Object.keys(target.elements) : []
  const names: string[] = []
  for (const key of target.properties.keys()) {
    if (typeof key !== 'string' || key.startsWith('\u0000') || target.hidden?.has(key)) continue
    if (isIndex(key)) indices.push(key)
    else names.push(key)
  }
  indices.sort((a, b) => Number(a) - Number(b))
  return [...indices, ...names]
}

/** Names that `for … in` gives: own and inherited. */
export function allKeys(target: Value): string[] {
  const names = new Set<string>(ownKeys(target))
  if (target instanceof ObjectValue) {
    for (let holder = target.prototype; holder; holder = holder.prototype)
      for (const key of ownKeys(holder)) names.add(key)
  }
  return [...names]
}

export function isIndex(key: string): boolean {
  return /^(0|[1-9]\d{0,8})$/.test(key)
}

/** Why the names or elements of the value cannot be listed, if so. */
export function contentsUnknown(value: Value): Unknown | undefined {
  if (value instanceof Unknown) return value
  if (value instanceof Symbolic) return new Unknown(`depends on \`${value}\``)
  return value instanceof ObjectValue ? value.contentsUnknown : undefined
}

export function isObject(value: Value): value is ObjectValue | HostValue {
  return !isPrimitive(value) && (value instanceof ObjectValue || value instanceof HostValue)
}
