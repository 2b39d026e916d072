import { isPrimitive, toPrimitive } from '../convert'
import type { Evaluation } from '../evaluation'
import { callBackOnce, callValue } from '../functions'
import type { CallSite } from '../host'
import { getProperty } from '../properties'
import { asNumber } from '../symbolic'
import { ArrayValue, FunctionValue, type NativeCall, ObjectValue, Symbolic, Unknown, type Value } from '../values'

export type ArrayCall = (context: Evaluation, array: ArrayValue, args: Value[], site: CallSite) => Value

/** Wraps a method of arrays whose elements must be known; callbacks of others are looked at once. */
export function known(call: ArrayCall): NativeCall {
  return (context, self, args, site) => {
    if (self instanceof Unknown) return self
    const array = self instanceof ArrayValue ? self : fromArrayLike(context, self, site)
    if (array instanceof Unknown) return array
    if (array.contentsUnknown) {
      callBackOnce(context, args, array.contentsUnknown, site)
      return array.contentsUnknown
    }
    context.charge(array.elements.length, site.node)
    return call(context, array, args, site)
  }
}

/** Wraps a method that changes its array; the array's contents are unknown afterwards where an argument is. */
export function changing(call: (elements: Value[], args: Value[]) => Value): NativeCall {
  return (context, self, args, site) => {
    if (!(self instanceof ArrayValue)) return self instanceof Unknown ? self : new Unknown('not an array', site.node)
    if (self.frozen) context.throwError('TypeError', 'Cannot add property, object is not extensible', site.node)
    if (self.contentsUnknown) return self.contentsUnknown
    context.willWrite(self)
    context.charge(args.length, site.node)
    if (self.elements.length + args.length > context.limits.size) {
      context.problem('bounds', `arrays of more than ${context.limits.size} elements are not followed`, site.node)
      self.contentsUnknown = new Unknown('the array is too large to follow', site.node)
      return self.contentsUnknown
    }
    return call(self.elements, args)
  }
}

/** An object with a `length`, for `Array.prototype.slice.call(arguments)` and the like. */
export function fromArrayLike(context: Evaluation, self: Value, site: CallSite): ArrayValue | Unknown {
  if (typeof self === 'string') return new ArrayValue([...self])
  if (!(self instanceof ObjectValue)) return context.throwError('TypeError', 'called on null or undefined', site.node)
  const length = getProperty(context, self, 'length', site.node)
  if (length === undefined) return new ArrayValue([])
  if (typeof length !== 'number' || length > context.limits.size)
    return new Unknown('its length is not known', site.node)
  return new ArrayValue(Array.from({ length }, (_, index) => getProperty(context, self, String(index), site.node)))
}

/** Goes through the elements that exist, also those the callback adds or takes away, as JavaScript does. */
export function visit(
  context: Evaluation,
  array: ArrayValue,
  [callback, self]: Value[],
  site: CallSite,
  take: (result: Value, value: Value, index: number) => boolean | undefined,
  holes = false,
): void {
  if (!(callback instanceof FunctionValue) && isPrimitive(callback)) {
    context.throwError('TypeError', `${String(callback)} is not a function`, site.node)
  }
  const { length } = array.elements
  for (let index = 0; index < length; index++) {
    context.step(site.node)
    if (!holes && !(index in array.elements)) continue
    const value = array.elements[index]
    if (take(callValue(context, callback, self, [value, index, array], site), value, index) === true) return
  }
}

/** A whole-number argument; undefined where it is not given, Unknown where it is not known. */
export function numberArgument(context: Evaluation, value: Value, site: CallSite): number | undefined | Unknown {
  if (value === undefined) return undefined
  const primitive = toPrimitive(context, asNumber(value), 'number', site.node)
  if (primitive instanceof Unknown) return primitive
  if (primitive instanceof Symbolic) return new Unknown(`depends on \`${primitive}\``, site.node)
  return Number(primitive)
}

/** A method whose arguments are numbers and which calls nobody back. */
export function numeric(call: (elements: Value[], args: (number | undefined)[]) => Value): NativeCall {
  return known((context, array, args, site) => {
    const numbers = args.map(value => numberArgument(context, value, site))
    const unknown = numbers.find(value => value instanceof Unknown)
    return unknown instanceof Unknown ? unknown : call(array.elements, numbers as (number | undefined)[])
  })
}
