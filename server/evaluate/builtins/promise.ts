import { awaitValue } from '../calls'
import { type Evaluation, Thrown } from '../evaluation'
import { callValue } from '../functions'
import type { CallSite } from '../host'
import { listOf } from '../iteration'
import { ArrayValue, FunctionValue, nativeFunction, PromiseValue, Unknown, type Value } from '../values'
import { addMembers, methods } from './methods'

/** A promise whose callbacks are called at once: what is awaited is either known already or never. */
function settle(context: Evaluation, work: () => Value): Value {
  const { frame, calls, nesting } = context
  try {
    const value = work()
    return value instanceof PromiseValue || value instanceof Unknown ? value : new PromiseValue(value)
  } catch (error) {
    if (!(error instanceof Thrown)) throw error
    context.frame = frame
    context.calls = calls
    context.nesting = nesting
    return new PromiseValue(error.value, true)
  }
}

function then(context: Evaluation, self: Value, done: Value, failed: Value, site: CallSite): Value {
  if (!(self instanceof PromiseValue)) return self
  const callback = self.rejected ? failed : done
  if (!(callback instanceof FunctionValue)) return self
  return settle(context, () => callValue(context, callback, undefined, [self.value], site))
}

export const promiseMethods = methods({
  // biome-ignore lint/suspicious/noThenProperty: the method of promises that users call
  then: (context, self, [done, failed], site) => then(context, self, done, failed, site),
  catch: (context, self, [failed], site) => then(context, self, undefined, failed, site),
  finally: (context, self, [callback], site) => {
    if (callback instanceof FunctionValue) callValue(context, callback, undefined, [], site)
    return self
  },
})

export function promiseGlobal(): FunctionValue {
  const value = nativeFunction(
    'Promise',
    (context, _self, _args, site) =>
      context.throwError('TypeError', "Promise constructor cannot be invoked without 'new'", site.node),
    (context, _self, [executor], site) => {
      let result: Value = new Unknown('it is not known when this promise is kept', site.node)
      if (!(executor instanceof FunctionValue)) return result
      let kept = false
      const keep = (rejected: boolean) =>
        nativeFunction(rejected ? 'reject' : 'resolve', (_context, _self, [given]) => {
          if (!kept) result = given instanceof PromiseValue && !rejected ? given : new PromiseValue(given, rejected)
          kept = true
          return undefined
        })
      const failed = settle(context, () => callValue(context, executor, undefined, [keep(false), keep(true)], site))
      return failed instanceof PromiseValue && failed.rejected ? failed : result
    },
  )
  addMembers(value, {
    resolve: (_context, _self, [given]) =>
      given instanceof PromiseValue || given instanceof Unknown ? given : new PromiseValue(given),
    reject: (_context, _self, [given]) => new PromiseValue(given, true),
    all: (context, _self, [given], site) => {
      const list = listOf(context, given, site.node)
      if (list instanceof Unknown) return list
      return settle(context, () => new ArrayValue(list.map(item => awaitValue(context, item, site.node))))
    },
  })
  return value
}
