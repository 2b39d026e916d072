import { toPropertyKey } from '../convert'
import type { Evaluation } from '../evaluation'
import { callValue, constructValue } from '../functions'
import type { CallSite } from '../host'
import { listOf } from '../iteration'
import { deleteProperty, getProperty, hasProperty, setProperty } from '../properties'
import {
  ArrayValue,
  type FunctionValue,
  type NativeCall,
  type ObjectValue,
  type PropertyKey,
  Unknown,
  type Value,
} from '../values'
import { namespace } from './methods'

/** `Reflect`: the operations of the language as functions; those on objects are `Object`'s. */
export function reflectGlobal(object: FunctionValue): ObjectValue {
  const ofObject = (name: string) => (object.properties.get(name) as FunctionValue).native!
  const keyed =
    (act: (context: Evaluation, target: Value, key: PropertyKey, rest: Value[], site: CallSite) => Value): NativeCall =>
    (context, _self, [target, name, ...rest], site) => {
      const key = toPropertyKey(context, name, site.node)
      return key instanceof Unknown ? key : act(context, target, key, rest, site)
    }
  return namespace({
    get: keyed((context, target, key, [receiver], site) =>
      getProperty(context, target, key, site.node, receiver ?? target),
    ),
    set: keyed((context, target, key, [value], site) => {
      setProperty(context, target, key, value, site.node)
      return true
    }),
    has: keyed(
      (_context, target, key, _rest, site) =>
        hasProperty(target, key) ?? new Unknown('its properties are not known', site.node),
    ),
    deleteProperty: keyed((context, target, key) => deleteProperty(context, target, key)),
    ownKeys: (context, self, args, site) => {
      const [names, symbols] = ['getOwnPropertyNames', 'getOwnPropertySymbols'].map(name =>
        ofObject(name)(context, self, args, site),
      )
      if (!(names instanceof ArrayValue) || !(symbols instanceof ArrayValue)) return names
      return new ArrayValue([...names.elements, ...symbols.elements])
    },
    apply: (context, _self, [callee, receiver, given], site) => {
      const args = listOf(context, given, site.node)
      return args instanceof Unknown ? args : callValue(context, callee, receiver, args, site)
    },
    construct: (context, _self, [callee, given, newTarget], site) => {
      const args = listOf(context, given, site.node)
      return args instanceof Unknown ? args : constructValue(context, callee, args, site, newTarget ?? callee)
    },
    getPrototypeOf: ofObject('getPrototypeOf'),
    setPrototypeOf: ofObject('setPrototypeOf'),
    getOwnPropertyDescriptor: ofObject('getOwnPropertyDescriptor'),
    defineProperty: (context, self, args, site) => {
      ofObject('defineProperty')(context, self, args, site)
      return true
    },
    isExtensible: ofObject('isExtensible'),
  })
}
