import { defineAccessor } from '../classes'
import { isPrimitive, strictlyEqual, toPropertyKey, truth } from '../convert'
import { copyProperties } from '../destructuring'
import type { Evaluation } from '../evaluation'
import { callValue } from '../functions'
import type { CallSite } from '../host'
import { iterate, listOf } from '../iteration'
import { contentsUnknown, forget, getProperty, hasOwn, ownKeys, setProperty } from '../properties'
import {
  Accessor,
  ArrayValue,
  FunctionValue,
  type NativeCall,
  nativeFunction,
  ObjectValue,
  type PropertyKey,
  type SymbolKey,
  symbolToStringTag,
  Unknown,
  type Value,
} from '../values'
import { constructorOf } from './members'
import { addMembers, methods, native } from './methods'

export const objectMethods = methods({
  hasOwnProperty: native((context, self, [name], site) => isOwn(context, self, name, site)),
  propertyIsEnumerable: native((context, self, [name], site) => isOwn(context, self, name, site)),
  isPrototypeOf: native((_context, self, [value]) => {
    if (!(value instanceof ObjectValue)) return false
    for (let holder = value.prototype; holder; holder = holder.prototype) if (holder === self) return true
    return false
  }),
  toString: native((context, self, _args, site) => {
    if (self === undefined || self === null) return self === null ? '[object Null]' : '[object Undefined]'
    if (self instanceof Unknown) return self
    const tag = isPrimitive(self) ? undefined : getProperty(context, self, symbolToStringTag, site.node)
    if (tag instanceof Unknown) return tag
    return `[object ${typeof tag === 'string' ? tag : tagOf(context, self)}]`
  }),
  toLocaleString: native(
    (_context, _self, _args, site) => new Unknown('the way values are written depends on the user', site.node),
  ),
  valueOf: native((_context, self) => self),
})

/** How `Object.prototype.toString` calls values of a kind. */
function tagOf(context: Evaluation, value: Value): string {
  if (value instanceof ObjectValue && value.hidden?.has('stack')) return 'Error'
  const kind = constructorOf(context, value)
  return kind instanceof FunctionValue && (value as ObjectValue).constructor !== ObjectValue ? kind.name : 'Object'
}

export const functionMethods = methods({
  call: (context, self, [receiver, ...args], site) => callValue(context, self, receiver, args, site),
  apply: (context, self, [receiver, given], site) => {
    const args = given === undefined || given === null ? [] : listOf(context, given, site.node)
    return args instanceof Unknown ? args : callValue(context, self, receiver, args, site)
  },
  bind: (_context, self, [receiver, ...first]) => {
    const name = self instanceof FunctionValue ? self.name : ''
    return nativeFunction(`bound ${name}`, (context, _self, args, site) =>
      callValue(context, self, receiver, [...first, ...args], site),
    )
  },
  toString: native((_context, _self, _args, site) => new Unknown('the text of a function is not kept', site.node)),
})

function isOwn(context: Evaluation, target: Value, name: Value, site: CallSite): Value {
  const key = toPropertyKey(context, name, site.node)
  if (key instanceof Unknown) return key
  if (!(target instanceof ObjectValue))
    return target instanceof Unknown ? target : ownKeys(target).includes(String(key))
  return hasOwn(target, key) || (target.contentsUnknown ?? false)
}

/** A list of a value's own parts, or why it is not known. */
function listing(part: (context: Evaluation, value: Value, key: string, site: CallSite) => Value): NativeCall {
  return (context, _self, [value], site) => {
    if (value === undefined || value === null) {
      return context.throwError('TypeError', 'Cannot convert undefined or null to object', site.node)
    }
    const unknown = contentsUnknown(value)
    if (unknown) return unknown
    return new ArrayValue(ownKeys(value).map(key => part(context, value, key, site)))
  }
}

export function functionGlobal(): FunctionValue {
  const type = nativeFunction(
    'Function',
    (_context, _self, _args, site) => new Unknown('code made from text is not followed', site.node),
  )
  type.properties.set('prototype', new Unknown('what all functions have in common is not followed'))
  return type
}

export function objectGlobal(): FunctionValue {
  const convert: NativeCall = (_context, _self, [value]) =>
    value === undefined || value === null ? new ObjectValue() : value
  const object = nativeFunction('Object', convert, convert)
  addMembers(object, {
    keys: listing((_context, _value, key) => key),
    values: listing((context, value, key, site) => getProperty(context, value, key, site.node)),
    entries: listing((context, value, key, site) => new ArrayValue([key, getProperty(context, value, key, site.node)])),
    assign: (context, _self, [target, ...sources], site) => {
      if (!(target instanceof ObjectValue)) return target
      for (const source of sources) {
        if (source instanceof Unknown) forget(context, target, source)
        else if (source instanceof ObjectValue && source.contentsUnknown)
          forget(context, target, source.contentsUnknown)
        const copy = new ObjectValue()
        copyProperties(context, copy, source, site.node)
        for (const [key, value] of copy.properties) setProperty(context, target, key, value as Value, site.node)
      }
      return target
    },
    freeze: (_context, _self, [value]) => {
      if (value instanceof ObjectValue) value.frozen = true
      return value
    },
    isFrozen: (_context, _self, [value]) => (value instanceof ObjectValue ? value.frozen : true),
    seal: (_context, _self, [value]) => value,
    create: (context, _self, [prototype, properties], site) => {
      if (prototype instanceof Unknown) return prototype
      const made = new ObjectValue(prototype instanceof ObjectValue ? prototype : null)
      if (properties !== undefined) defineAll(context, made, properties, site)
      return made
    },
    fromEntries: (context, _self, [entries], site) => {
      const made = new ObjectValue()
      const source = iterate(context, entries, site.node)
      if (source instanceof Unknown) {
        made.contentsUnknown = source
        return made
      }
      for (let step = source.next(); !step.done; step = source.next()) {
        context.step(site.node)
        const key = toPropertyKey(context, getProperty(context, step.value, '0', site.node), site.node)
        if (key instanceof Unknown) made.contentsUnknown = key
        else made.properties.set(key, getProperty(context, step.value, '1', site.node))
      }
      return made
    },
    getPrototypeOf: (context, _self, [value], site) => {
      if (value instanceof ObjectValue && value.prototype !== undefined) return value.prototype
      const natural = constructorOf(context, value)
      if (!(natural instanceof FunctionValue)) return new Unknown('its prototype is not followed', site.node)
      return getProperty(context, natural, 'prototype', site.node)
    },
    setPrototypeOf: (context, _self, [value, prototype]) => {
      if (value instanceof ObjectValue && (prototype === null || prototype instanceof ObjectValue)) {
        if (!makesCycle(value, prototype)) {
          context.willWrite(value)
          value.prototype = prototype
        }
      }
      return value
    },
    getOwnPropertyNames: (_context, _self, [value]) => {
      const unknown = contentsUnknown(value)
      if (unknown || !(value instanceof ObjectValue)) return unknown ?? new ArrayValue(ownKeys(value))
      const hidden = [...(value.hidden ?? [])].filter(
        key => typeof key === 'string' && value.properties.has(key),
      ) as string[]
      return new ArrayValue([...ownKeys(value), ...(value instanceof ArrayValue ? ['length'] : []), ...hidden])
    },
    getOwnPropertySymbols: (_context, _self, [value]) => {
      const unknown = contentsUnknown(value)
      if (unknown || !(value instanceof ObjectValue)) return unknown ?? new ArrayValue([])
      return new ArrayValue([...value.properties.keys()].filter(key => typeof key !== 'string') as Value[])
    },
    getOwnPropertyDescriptor: (context, _self, [value, name], site) => {
      const key = toPropertyKey(context, name, site.node)
      const unknown = key instanceof Unknown ? key : contentsUnknown(value)
      if (unknown || !(value instanceof ObjectValue)) return unknown
      if (!hasOwn(value, key as PropertyKey)) return undefined
      const made = new ObjectValue()
      const property = value.properties.get(key as PropertyKey)
      const writable = !value.frozen
      if (property instanceof Accessor) {
        made.properties.set('get', property.getter).set('set', property.setter)
      } else {
        const current = getProperty(context, value, key as PropertyKey, site.node)
        made.properties.set('value', current).set('writable', writable)
      }
      made.properties.set('enumerable', value.hidden?.has(key as PropertyKey) !== true)
      made.properties.set('configurable', writable)
      return made
    },
    isSealed: (_context, _self, [value]) => (value instanceof ObjectValue ? value.frozen : true),
    isExtensible: (_context, _self, [value]) => value instanceof ObjectValue && !value.frozen,
    groupBy: (context, _self, [list, callback], site) => {
      const groups = new ObjectValue(null)
      const items = listOf(context, list, site.node)
      if (items instanceof Unknown) groups.contentsUnknown = items
      for (const [index, item] of (items instanceof Unknown ? [] : items).entries()) {
        const key = toPropertyKey(context, callValue(context, callback, undefined, [item, index], site), site.node)
        if (key instanceof Unknown) groups.contentsUnknown ??= key
        else {
          const group = groups.properties.get(key)
          if (group instanceof ArrayValue) group.elements.push(item)
          else groups.properties.set(key, new ArrayValue([item]))
        }
      }
      return groups
    },
    hasOwn: (context, _self, [value, name], site) => isOwn(context, value, name, site),
    is: (_context, _self, [a, b]) => {
      if (typeof a === 'number' && typeof b === 'number') return Object.is(a, b)
      return strictlyEqual(a, b) ?? (a instanceof Unknown ? a : (b as Unknown))
    },
    defineProperty: (context, _self, [target, name, descriptor], site) => {
      const key = toPropertyKey(context, name, site.node)
      if (target instanceof ObjectValue && !(key instanceof Unknown)) define(context, target, key, descriptor, site)
      return target
    },
    defineProperties: (context, _self, [target, properties], site) => {
      if (target instanceof ObjectValue) defineAll(context, target, properties, site)
      return target
    },
  })
  object.properties.set('prototype', new ObjectValue())
  object.hidden?.add('prototype')
  return object
}

function makesCycle(value: ObjectValue, prototype: ObjectValue | null): boolean {
  for (let holder: ObjectValue | null | undefined = prototype; holder; holder = holder.prototype)
    if (holder === value) return true
  return false
}

function defineAll(context: Evaluation, target: ObjectValue, properties: Value, site: CallSite): void {
  for (const key of ownKeys(properties))
    define(context, target, key, getProperty(context, properties, key, site.node), site)
}

function define(
  context: Evaluation,
  target: ObjectValue,
  key: string | SymbolKey,
  descriptor: Value,
  site: CallSite,
): void {
  const read = (name: string) => getProperty(context, descriptor, name, site.node)
  context.willWrite(target)
  const [getter, setter] = [read('get'), read('set')]
  if (getter instanceof FunctionValue || setter instanceof FunctionValue) {
    target.properties.delete(key)
    if (getter instanceof FunctionValue) defineAccessor(target, key, getter, true)
    if (setter instanceof FunctionValue) defineAccessor(target, key, setter, false)
  } else if (target instanceof ArrayValue) setProperty(context, target, key, read('value'), site.node)
  else target.properties.set(key, read('value'))
  if (truth(read('enumerable')) !== true) (target.hidden ??= new Set()).add(key)
}
