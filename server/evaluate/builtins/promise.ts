import type { Evaluation } from '../evaluation'
import { callValue } from '../functions'
import type { CallSite } from '../host'
import { listOf } from '../iteration'
import { attempt, rejectPromise, resolvePromise, resolvingFunctions, toPromise, whenSettled } from '../promises'
import { ArrayValue, FunctionValue, nativeFunction, ObjectValue, PromiseValue, Unknown, type Value } from '../values'
import { addMembers, methods } from './methods'

function then(context: Evaluation, self: Value, done: Value, failed: Value, site: CallSite): Value {
  if (!(self instanceof PromiseValue)) return self
  const derived = PromiseValue.pending()
  const call = (callback: FunctionValue, value: Value) =>
    attempt(context, derived, () => {
      resolvePromise(context, derived, callValue(context, callback, undefined, [value], site), site.node)
    })
  whenSettled(context, self, {
    kept: value =>
      done instanceof FunctionValue ? call(done, value) : resolvePromise(context, derived, value, site.node),
    broken: error => (failed instanceof FunctionValue ? call(failed, error) : rejectPromise(context, derived, error)),
  })
  return derived
}

export const promiseMethods = methods({
  // biome-ignore lint/suspicious/noThenProperty: the method of promises that users call
  then: (context, self, [done, failed], site) => then(context, self, done, failed, site),
  catch: (context, self, [failed], site) => then(context, self, undefined, failed, site),
  finally: (context, self, [callback], site) => {
    if (!(callback instanceof FunctionValue)) return then(context, self, undefined, undefined, site)
    const afterwards = (goOn: (context: Evaluation, value: Value) => Value) =>
      nativeFunction('', (_context, _self, [value]) => {
        const result = toPromise(context, callValue(context, callback, undefined, [], site), site.node)
        return then(
          context,
          result,
          nativeFunction('', () => goOn(context, value)),
          undefined,
          site,
        )
      })
    const again = (_context: Evaluation, error: Value) => new PromiseValue(error, true)
    return then(
      context,
      self,
      afterwards((_context, value) => value),
      afterwards(again),
      site,
    )
  },
})

/** `Promise.all` and its like: goes through the promises; `each` answers for one, `end` when all are answered. */
function combine(
  context: Evaluation,
  given: Value,
  site: CallSite,
  kept: (results: Value[], index: number, value: Value, resolve: (value: Value) => void) => boolean,
  broken: (results: Value[], index: number, error: Value, reject: (error: Value) => void) => boolean,
  end: (results: Value[], resolve: (value: Value) => void, reject: (error: Value) => void) => void,
): Value {
  const list = listOf(context, given, site.node)
  if (list instanceof Unknown) return new PromiseValue(list)
  const promise = PromiseValue.pending()
  const results: Value[] = []
  const resolve = (value: Value) => resolvePromise(context, promise, value, site.node)
  const reject = (error: Value) => rejectPromise(context, promise, error)
  let left = list.length
  const count = (counts: boolean) => {
    if (counts) left -= 1
    if (counts && left === 0) end(results, resolve, reject)
  }
  for (const [index, item] of list.entries()) {
    whenSettled(context, toPromise(context, item, site.node), {
      kept: value => count(kept(results, index, value, resolve)),
      broken: error => count(broken(results, index, error, reject)),
    })
  }
  if (list.length === 0) end(results, resolve, reject)
  return promise
}

const store = (results: Value[], index: number, value: Value): boolean => {
  results[index] = value
  return true
}

const outcome = (status: string, name: string, value: Value): ObjectValue => {
  const object = new ObjectValue()
  object.properties.set('status', status)
  object.properties.set(name, value)
  return object
}

const finish = (act: (value: Value) => void, value: Value): false => {
  act(value)
  return false
}

export function promiseGlobal(): FunctionValue {
  const value = nativeFunction(
    'Promise',
    (context, _self, _args, site) =>
      context.throwError('TypeError', "Promise constructor cannot be invoked without 'new'", site.node),
    (context, _self, [executor], site) => {
      if (executor instanceof Unknown) return new PromiseValue(executor)
      const promise = PromiseValue.pending()
      attempt(context, promise, () => {
        const { resolve, reject } = resolvingFunctions(context, promise, site.node)
        callValue(context, executor, undefined, [resolve, reject], site)
      })
      return promise
    },
  )
  addMembers(value, {
    resolve: (context, _self, [given], site) => toPromise(context, given, site.node),
    reject: (_context, _self, [given]) => new PromiseValue(given, true),
    all: (context, _self, [given], site) =>
      combine(
        context,
        given,
        site,
        store,
        (_results, _index, error, reject) => finish(reject, error),
        (results, resolve) => resolve(new ArrayValue(results)),
      ),
    allSettled: (context, _self, [given], site) =>
      combine(
        context,
        given,
        site,
        (results, index, item) => store(results, index, outcome('fulfilled', 'value', item)),
        (results, index, error) => store(results, index, outcome('rejected', 'reason', error)),
        (results, resolve) => resolve(new ArrayValue(results)),
      ),
    race: (context, _self, [given], site) =>
      combine(
        context,
        given,
        site,
        (_results, _index, item, resolve) => finish(resolve, item),
        (_results, _index, error, reject) => finish(reject, error),
        () => {},
      ),
    any: (context, _self, [given], site) =>
      combine(
        context,
        given,
        site,
        (_results, _index, item, resolve) => finish(resolve, item),
        store,
        (errors, _resolve, reject) => {
          const error = context.error('AggregateError', 'All promises were rejected')
          error.properties.set('errors', new ArrayValue(errors))
          reject(error)
        },
      ),
    withResolvers: (context, _self, _args, site) => {
      const promise = PromiseValue.pending()
      const object = new ObjectValue()
      object.properties.set('promise', promise)
      for (const [name, call] of Object.entries(resolvingFunctions(context, promise, site.node))) {
        object.properties.set(name, call)
      }
      return object
    },
  })
  return value
}
