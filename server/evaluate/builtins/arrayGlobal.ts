import type { Evaluation } from '../evaluation'
import { callBackOnce, callValue } from '../functions'
import type { CallSite } from '../host'
import { listOf } from '../iteration'
import { getProperty } from '../properties'
import { asNumber } from '../symbolic'
import {
  ArrayValue,
  type FunctionValue,
  type NativeCall,
  nativeFunction,
  ObjectValue,
  Symbolic,
  symbolIterator,
  TypedArrayValue,
  Unknown,
  type Value,
} from '../values'
import { addMembers } from './methods'

const construct: NativeCall = (context, _self, args, site) => {
  if (args.length !== 1) return new ArrayValue([...args])
  const length = asNumber(args[0])
  const made = new ArrayValue([])
  if (length instanceof Unknown || length instanceof Symbolic) {
    made.contentsUnknown = length instanceof Unknown ? length : new Unknown(`depends on \`${length}\``, site.node)
  } else if (typeof length !== 'number') made.elements.push(length)
  else if (!Number.isInteger(length) || length < 0 || length >= 2 ** 32) {
    context.throwError('RangeError', 'Invalid array length', site.node)
  } else if (length > context.limits.size) {
    context.problem('bounds', `arrays of more than ${context.limits.size} elements are not followed`, site.node)
    made.contentsUnknown = new Unknown('the array is too large to follow', site.node)
  } else {
    context.charge(length, site.node)
    made.elements.length = length
  }
  return made
}

export function arrayGlobal(): FunctionValue {
  const value = nativeFunction('Array', construct, construct)
  addMembers(value, {
    prototype: new ArrayValue([]),
    isArray: (_context, _self, [given]) =>
      given instanceof Unknown ? given : given instanceof ArrayValue && !(given instanceof TypedArrayValue),
    of: (_context, _self, args) => new ArrayValue([...args]),
    from: (context, _self, [given, callback], site) => {
      const list = isArrayLike(given) ? fromLength(context, given, site) : listOf(context, given, site.node)
      if (list instanceof Unknown) {
        callBackOnce(context, [callback], list, site)
        return list
      }
      if (callback === undefined) return new ArrayValue(list)
      return new ArrayValue(
        list.map((item, index) => {
          context.step(site.node)
          return callValue(context, callback, undefined, [item, index], site)
        }),
      )
    },
  })
  return value
}

/** Whether `Array.from` goes by the length, for want of an iterator. */
function isArrayLike(value: Value): boolean {
  if (!(value instanceof ObjectValue) || value.constructor !== ObjectValue) return false
  for (let holder: ObjectValue | null | undefined = value; holder; holder = holder.prototype) {
    if (holder.properties.has(symbolIterator)) return false
  }
  return true
}

function fromLength(context: Evaluation, given: Value, site: CallSite): Value[] | Unknown {
  const length = asNumber(getProperty(context, given, 'length', site.node))
  if (length instanceof Unknown) return length
  if (length instanceof Symbolic) return new Unknown(`depends on \`${length}\``, site.node)
  const count = Math.max(0, Math.trunc(Number(length)) || 0)
  if (count > context.limits.size) {
    context.problem('bounds', `arrays of more than ${context.limits.size} elements are not followed`, site.node)
    return new Unknown('the array is too large to follow', site.node)
  }
  context.charge(count, site.node)
  return Array.from({ length: count }, (_, index) => getProperty(context, given, String(index), site.node))
}
