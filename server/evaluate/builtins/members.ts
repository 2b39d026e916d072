import type ts from 'typescript'
import type { Evaluation } from '../evaluation'
import {
  ArrayValue,
  AsyncIteratorValue,
  FunctionValue,
  IteratorValue,
  MapValue,
  ObjectValue,
  PromiseValue,
  type PropertyKey,
  SetValue,
  Symbolic,
  symbolAsyncIterator,
  symbolIterator,
  Unknown,
  type Value,
} from '../values'
import { arrayMethods } from './array'
import { mapMethods, setMethods } from './collections'
import { asyncIteratorMethods, iteratorMethods } from './iterator'
import type { Methods } from './methods'
import { numberMethods, primitiveMethods } from './number'
import { functionMethods, objectMethods } from './object'
import { promiseMethods } from './promise'
import { stringMethods } from './string'

/** A method that values of the target's kind have by nature. */
export function builtinMember(context: Evaluation, target: Value, key: PropertyKey, node: ts.Node): Value {
  if (typeof key !== 'string') {
    if (target instanceof AsyncIteratorValue)
      return key === symbolAsyncIterator ? asyncIteratorMethods.get('values') : undefined
    if (key !== symbolIterator) return undefined
    const name = target instanceof MapValue && !(target instanceof SetValue) ? 'entries' : 'values'
    return tableOf(target)?.get(name)
  }
  const method = tableOf(target)?.get(key) ?? (target instanceof ObjectValue ? objectMethods.get(key) : undefined)
  if (method) return method
  if (target instanceof FunctionValue && key === 'length') return parameterCount(target, node)
  if (key === 'constructor') return constructorOf(context, target)
  if (target instanceof ObjectValue || target === undefined || target === null) return undefined
  return undefined
}

function tableOf(target: Value): Methods | undefined {
  if (typeof target === 'string') return stringMethods
  if (typeof target === 'number' || target instanceof Symbolic) return numberMethods
  if (target instanceof ArrayValue) return arrayMethods
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

function constructorOf(context: Evaluation, target: Value): Value {
  if (typeof target === 'string') return context.globals.get('String')
  if (typeof target === 'number') return context.globals.get('Number')
  if (target instanceof ArrayValue) return context.globals.get('Array')
  if (target instanceof SetValue) return context.globals.get('Set')
  if (target instanceof MapValue) return context.globals.get('Map')
  if (target instanceof FunctionValue) return context.globals.get('Function')
  return target instanceof ObjectValue ? context.globals.get('Object') : undefined
}
