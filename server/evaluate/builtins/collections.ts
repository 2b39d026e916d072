import { mapKey } from '../convert'
import type { Evaluation } from '../evaluation'
import { callBackOnce, callValue } from '../functions'
import type { CallSite } from '../host'
import { iterate, listOf, nativeIterator } from '../iteration'
import { getProperty } from '../properties'
import {
  ArrayValue,
  type FunctionValue,
  IteratorValue,
  MapValue,
  type NativeCall,
  nativeFunction,
  SetValue,
  Symbolic,
  Unknown,
  type Value,
  WeakMapValue,
  WeakSetValue,
} from '../values'
import { addMembers, methods } from './methods'

/** A key nobody knows: the whole map is unknown after it is written. */
function isOpen(key: Value): key is Unknown | Symbolic {
  return key instanceof Unknown || key instanceof Symbolic
}

function open(context: Evaluation, map: MapValue, key: Value, site: CallSite): Unknown {
  context.willWrite(map)
  map.contentsUnknown ??= new Unknown(key instanceof Unknown ? key.reason : `depends on \`${String(key)}\``, site.node)
  return map.contentsUnknown
}

/** Calls back for a map, or says why its entries are not known. */
function known(call: (context: Evaluation, map: MapValue, args: Value[], site: CallSite) => Value): NativeCall {
  return (context, self, args, site) => {
    if (!(self instanceof MapValue)) {
      if (self instanceof Unknown) return self
      return context.throwError('TypeError', 'Method called on incompatible receiver', site.node)
    }
    return call(context, self, args, site)
  }
}

const write = (put: 'key' | 'pair') =>
  known((context, map, [key, value], site) => {
    if (isOpen(key)) open(context, map, key, site)
    else {
      context.willWrite(map)
      const name = mapKey(key)
      const before = map.entries.get(name)
      map.entries.set(name, [before ? before[0] : key === 0 ? 0 : key, put === 'key' ? key : value])
    }
    return map
  })

const shared: Record<string, NativeCall> = {
  has: known((_context, map, [key], site) => {
    if (isOpen(key)) return new Unknown(key instanceof Unknown ? key.reason : `depends on \`${key}\``, site.node)
    return map.entries.has(mapKey(key)) ? true : (map.contentsUnknown ?? false)
  }),
  delete: known((context, map, [key], site) => {
    if (isOpen(key) || map.contentsUnknown) return open(context, map, key, site)
    context.willWrite(map)
    return map.entries.delete(mapKey(key))
  }),
  clear: known((context, map) => {
    context.willWrite(map)
    map.entries.clear()
    map.contentsUnknown = undefined
    return undefined
  }),
  forEach: known((context, map, [callback], site) => {
    if (map.contentsUnknown) callBackOnce(context, [callback], map.contentsUnknown, site)
    // JavaScript's own iteration sees entries added meanwhile, as the program would.
    else
      for (const [key, value] of map.entries.values()) callValue(context, callback, undefined, [value, key, map], site)
    return undefined
  }),
  entries: known((_context, map) => map.contentsUnknown ?? new IteratorValue(nativeIterator(pairs(map)))),
  keys: known((_context, map) => map.contentsUnknown ?? new IteratorValue(nativeIterator(column(map, 0)))),
  values: known((_context, map) => map.contentsUnknown ?? new IteratorValue(nativeIterator(column(map, 1)))),
}

function* pairs(map: MapValue): Generator<Value> {
  for (const [key, value] of map.entries.values()) yield new ArrayValue([key, value])
}

function* column(map: MapValue, index: 0 | 1): Generator<Value> {
  for (const entry of map.entries.values()) yield entry[index]
}

export const mapMethods = methods({
  ...shared,
  get: known((_context, map, [key], site) => {
    if (isOpen(key)) return new Unknown(key instanceof Unknown ? key.reason : `depends on \`${key}\``, site.node)
    const entry = map.entries.get(mapKey(key))
    return map.contentsUnknown ?? (entry ? entry[1] : undefined)
  }),
  set: write('pair'),
})

export const setMethods = methods({ ...shared, add: write('key') })

const ofWeak = ({ has, delete: remove }: typeof shared) => ({ has: has!, delete: remove! })

export const weakMapMethods = methods({
  ...ofWeak(shared),
  get: mapMethods.get('get')!.native!,
  set: write('pair'),
})

export const weakSetMethods = methods({ ...ofWeak(shared), add: write('key') })

export function collectionGlobals(): [string, FunctionValue][] {
  const make = (name: string, construct: NativeCall, prototype: MapValue): [string, FunctionValue] => {
    const refuse: NativeCall = (context, _self, _args, site) =>
      context.throwError('TypeError', `Constructor ${name} requires 'new'`, site.node)
    const value = nativeFunction(name, refuse, construct)
    addMembers(value, { prototype })
    return [name, value]
  }
  const map: NativeCall = (context, _self, [given], site) => {
    const value = new MapValue()
    if (given === undefined || given === null) return value
    const source = iterate(context, given, site.node)
    if (source instanceof Unknown) {
      value.contentsUnknown = source
      return value
    }
    for (let step = source.next(); !step.done; step = source.next()) {
      context.step(site.node)
      const pair = [0, 1].map(index => getProperty(context, step.value, String(index), site.node))
      write('pair')(context, value, pair, site)
    }
    return value
  }
  const set: NativeCall = (context, _self, [given], site) => {
    const value = new SetValue()
    const list = given === undefined || given === null ? [] : listOf(context, given, site.node)
    if (list instanceof Unknown) value.contentsUnknown = list
    else for (const item of list) write('key')(context, value, [item], site)
    return value
  }
  const weakly =
    (construct: NativeCall, made: () => MapValue): NativeCall =>
    (...call) => {
      const strong = construct(...call)
      if (!(strong instanceof MapValue)) return strong
      return Object.assign(made(), { entries: strong.entries, contentsUnknown: strong.contentsUnknown })
    }
  return [
    make('Map', map, new MapValue()),
    make('Set', set, new SetValue()),
    make(
      'WeakMap',
      weakly(map, () => new WeakMapValue()),
      new WeakMapValue(),
    ),
    make(
      'WeakSet',
      weakly(set, () => new WeakSetValue()),
      new WeakSetValue(),
    ),
  ]
}
