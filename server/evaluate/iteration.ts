import type ts from 'typescript'
import { truth } from './convert'
import type { Evaluation } from './evaluation'
import { callValue } from './functions'
import { getProperty } from './properties'
import {
  ArrayValue,
  FunctionValue,
  HostValue,
  IteratorValue,
  MapValue,
  ObjectValue,
  SetValue,
  symbolIterator,
  Unknown,
  type Value,
  type ValueIterator,
} from './values'

const DONE = { done: true, value: undefined }

/** The values that `for … of`, spread and destructuring take, or why they are not known. */
export function iterate(context: Evaluation, value: Value, node: ts.Node): ValueIterator | Unknown {
  if (value instanceof Unknown) return value
  if (typeof value === 'string') return nativeIterator(value[Symbol.iterator]())
  if (value instanceof IteratorValue) return journaled(context, value)
  if (value instanceof HostValue) {
    const elements = value.object.iterate?.(context)
    return elements ? nativeIterator(elements.values()) : new Unknown('its elements are not known', node)
  }
  if (value instanceof ObjectValue) {
    const method = getOwnIterator(context, value, node)
    if (method instanceof Unknown) return method
    if (method instanceof FunctionValue)
      return userIterator(context, callValue(context, method, value, [], context.site(node)), node)
    if (value instanceof ArrayValue) return value.contentsUnknown ?? arrayIterator(value)
    if (value instanceof MapValue) return value.contentsUnknown ?? nativeIterator(mapEntries(value))
    if (value.contentsUnknown) return value.contentsUnknown
  }
  return context.throwError('TypeError', 'object is not iterable', node)
}

/** An iteration that others may go on with, so that a branch which advances it is told. */
function journaled(context: Evaluation, iterator: IteratorValue): ValueIterator {
  const advance = <T>(move: () => T): T => {
    context.willWrite(iterator)
    return move()
  }
  return {
    next: sent => advance(() => iterator.next(sent)),
    return: value => advance(() => iterator.return(value)),
    throw: iterator.source.throw && ((error, node) => advance(() => iterator.throw(error, node))),
  }
}

/** A `Symbol.iterator` of the user's. */
function getOwnIterator(context: Evaluation, value: ObjectValue, node: ts.Node): Value {
  for (let holder: ObjectValue | null | undefined = value; holder; holder = holder.prototype) {
    if (holder.properties.has(symbolIterator)) return getProperty(context, holder, symbolIterator, node, value)
  }
  return undefined
}

function userIterator(context: Evaluation, iterator: Value, node: ts.Node): ValueIterator | Unknown {
  if (iterator instanceof Unknown) return iterator
  if (iterator instanceof IteratorValue) return journaled(context, iterator)
  const next = getProperty(context, iterator, 'next', node)
  if (next instanceof Unknown) return next
  return {
    next() {
      context.step(node)
      const step = callValue(context, next, iterator, [], context.site(node))
      const finished = getProperty(context, step, 'done', node)
      const done = truth(finished)
      if (done === undefined) {
        const reason =
          finished instanceof Unknown ? finished : new Unknown('the end of the iteration is not known', node)
        return { done: false, value: reason, unknown: reason }
      }
      return { done, value: getProperty(context, step, 'value', node) }
    },
    return() {
      const close = getProperty(context, iterator, 'return', node)
      if (close instanceof FunctionValue) callValue(context, close, iterator, [], context.site(node))
      return undefined
    },
  }
}

/** Follows an array that grows while it is gone through. */
export function arrayIterator(array: ArrayValue): ValueIterator {
  let index = 0
  return {
    next() {
      if (index >= array.elements.length) return DONE
      return { done: false, value: array.elements[index++] }
    },
  }
}

export function nativeIterator(source: Iterator<Value>): ValueIterator {
  return {
    next() {
      const step = source.next()
      return step.done ? DONE : { done: false, value: step.value }
    },
  }
}

export function* mapEntries(map: MapValue): Generator<Value> {
  for (const [key, value] of map.entries.values()) yield map instanceof SetValue ? key : new ArrayValue([key, value])
}

/** All values as a list; an unknown where they are not known or too many. */
export function listOf(context: Evaluation, value: Value, node: ts.Node): Value[] | Unknown {
  if (value instanceof ArrayValue && !value.contentsUnknown && value.prototype === undefined) {
    context.charge(value.elements.length, node)
    // Spread turns holes into undefined.
    return Array.from(value.elements)
  }
  const source = iterate(context, value, node)
  if (source instanceof Unknown) return source
  const list: Value[] = []
  for (let step = source.next(); !step.done; step = source.next()) {
    if (step.unknown) return step.unknown
    context.step(node)
    context.charge(1, node)
    list.push(step.value)
    if (list.length > context.limits.size) {
      context.problem('bounds', `more than ${context.limits.size} elements are not followed`, node)
      return new Unknown('too many elements to follow', node)
    }
  }
  return list
}
