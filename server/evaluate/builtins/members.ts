import type ts from 'typescript'
import type { Evaluation } from '../evaluation'
import { naturalPrototype } from '../properties'
import {
  ArrayValue,
  AsyncIteratorValue,
  FunctionValue,
  IteratorValue,
  MapValue,
  ObjectValue,
  PromiseValue,
  type PropertyKey,
  RegExpValue,
  SetValue,
  Symbolic,
  SymbolKey,
  symbolAsyncIterator,
  symbolIterator,
  TypedArrayValue,
  Unknown,
  type Value,
  WeakMapValue,
  WeakSetValue,
} from '../values'
import { arrayMethods } from './array'
import { mapMethods, setMethods, weakMapMethods, weakSetMethods } from './collections'
import { asyncIteratorMethods, iteratorMethods } from './iterator'
import type { Methods } from './methods'
import { numberMethods, primitiveMethods } from './number'
import { functionMethods, objectMethods } from './object'
import { promiseMethods } from './promise'
import { regExpMember, regExpMethods } from './regularExpression'
import { stringMethods } from './string'
import { typedArrayMember, typedArrayMethods } from './typedArray'

/** A method that values of the target's kind have by nature. */
export function builtinMember(context: Evaluation, target: Value, key: PropertyKey, node: ts.Node): Value {
  if (typeof key !== 'string') {
    if (target instanceof AsyncIteratorValue)
      return key === symbolAsyncIterator ? asyncIteratorMethods.get('values') : undefined
    if (key !== symbolIterator) return undefined
    const name = target instanceof MapValue && !(target instanceof SetValue) ? 'entries' : 'values'
    return tableOf(target)?.get(name)
  }
  if (target instanceof RegExpValue) {
    const member = regExpMember(target, key)
    if (member !== undefined) return member
  }
  if (target instanceof TypedArrayValue) {
    const member = typedArrayMember(target, key)
    if (member !== undefined) return member
  }
  const method = tableOf(target)?.get(key) ?? (target instanceof ObjectValue ? objectMethods.get(key) : undefined)
  if (method) return method
  if (target instanceof FunctionValue && key === 'length') return parameterCount(target, node)
  if (key === 'constructor') return constructorOf(context, target)
  if (key in naturalPrototype(target) || (target instanceof FunctionValue && isStatic(context, target, key))) {
    return new Unknown(`\`${key}\` is not followed`, node)
  }
  return undefined
}

/** Methods younger than the JavaScript that Convolens runs in. */
const later = 'groupBy fromAsync try escape union intersection difference isSubsetOf isSupersetOf isDisjointFrom'.split(
  ' ',
)

/** Whether a built-in function has such a member, of which nothing is known here. */
function isStatic(context: Evaluation, target: FunctionValue, key: string): boolean {
  if (!target.native || context.globals.get(target.name) !== target) return false
  const real = (globalThis as Record<string, unknown>)[target.name]
  return later.includes(key) || (typeof real === 'function' && Object.hasOwn(real, key) && key !== 'prototype')
}

function tableOf(target: Value): Methods | undefined {
  if (typeof target === 'string') return stringMethods
  if (typeof target === 'number' || target instanceof Symbolic) return numberMethods
  if (target instanceof TypedArrayValue) return typedArrayMethods
  if (target instanceof ArrayValue) return arrayMethods
  if (target instanceof RegExpValue) return regExpMethods
  if (target instanceof WeakMapValue) return weakMapMethods
  if (target instanceof WeakSetValue) return weakSetMethods
  if (target instanceof SetValue) return setMethods
  if (target instanceof MapValue) return mapMethods
  if (target instanceof FunctionValue) return functionMethods
  if (target instanceof IteratorValue) return iteratorMethods
  if (target instanceof AsyncIteratorValue) return asyncIteratorMethods
  if (target instanceof PromiseValue) return promiseMethods
  return target instanceof ObjectValue ? objectMethods : primitiveMethods
}

function parameterCount({ node }: FunctionValue, at: ts.Node): Value {
  if (!node) return new Unknown('the number of its parameters is not known', at)
  const first = node.parameters.findIndex(({ initializer, dotDotDotToken }) => initializer ?? dotDotDotToken)
  return first < 0 ? node.parameters.length : first
}

export function constructorOf(context: Evaluation, target: Value): Value {
  if (typeof target === 'string') return context.globals.get('String')
  if (typeof target === 'number') return context.globals.get('Number')
  if (target instanceof TypedArrayValue) return context.globals.get(target.type)
  if (target instanceof RegExpValue) return context.globals.get('RegExp')
  if (target instanceof WeakMapValue) return context.globals.get('WeakMap')
  if (target instanceof WeakSetValue) return context.globals.get('WeakSet')
  if (target instanceof ArrayValue) return context.globals.get('Array')
  if (target instanceof PromiseValue) return context.globals.get('Promise')
  if (typeof target === 'boolean') return context.globals.get('Boolean')
  if (typeof target === 'bigint') return context.globals.get('BigInt')
  if (target instanceof SymbolKey) return context.globals.get('Symbol')
  if (target instanceof SetValue) return context.globals.get('Set')
  if (target instanceof MapValue) return context.globals.get('Map')
  if (target instanceof FunctionValue) return context.globals.get('Function')
  return target instanceof ObjectValue ? context.globals.get('Object') : undefined
}
