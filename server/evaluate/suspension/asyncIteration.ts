import type ts from 'typescript'
import { truth } from '../convert'
import { type Evaluation, Thrown } from '../evaluation'
import { callValue } from '../functions'
import { iterate } from '../iteration'
import { awaitNow } from '../promises'
import { getProperty } from '../properties'
import { FunctionValue, type IterationStep, symbolAsyncIterator, Unknown, type Value } from '../values'
import { pause, type Suspending } from './coroutine'

/** What `for await` goes through. */
export interface AsyncSource {
  next(): Suspending<IterationStep>
  /** Ends the iteration before its end. */
  close(): Suspending<void>
}

/** The values of an asynchronous iterator, or of an ordinary one whose values are awaited. */
export function asyncSource(context: Evaluation, value: Value, node: ts.Node): AsyncSource | Unknown {
  if (value instanceof Unknown) return value
  const method = typeof value === 'string' ? undefined : getProperty(context, value, symbolAsyncIterator, node)
  if (method instanceof Unknown) return method
  if (!(method instanceof FunctionValue)) {
    const source = iterate(context, value, node)
    if (source instanceof Unknown) return source
    return {
      *next() {
        const step = source.next()
        if (step.unknown) return step
        // The value is awaited, and then the result that holds it.
        const given = yield* pause('await', step.value, node)
        yield* pause('await', undefined, node)
        return { done: step.done, value: given }
      },
      // biome-ignore lint/correctness/useYield: ordinary iterators end at once
      *close() {
        source.return?.()
      },
    }
  }
  const iterator = callValue(context, method, value, [], context.site(node))
  if (iterator instanceof Unknown) return iterator
  const call = function* (name: string): Suspending<Value> {
    const step = getProperty(context, iterator, name, node)
    if (name === 'return' && step === undefined) return undefined
    return yield* pause('await', callValue(context, step, iterator, [], context.site(node)), node)
  }
  return {
    *next() {
      const result = yield* call('next')
      const done = truth(getProperty(context, result, 'done', node))
      const given = getProperty(context, result, 'value', node)
      if (done !== undefined) return { done, value: given }
      const unknown = result instanceof Unknown ? result : new Unknown('the end of the iteration is not known', node)
      return { done: false, value: given, unknown }
    },
    *close() {
      yield* call('return')
    },
  }
}

/** `yield*` in an asynchronous generator. */
export function* delegateAsync(context: Evaluation, value: Value, node: ts.Node): Suspending<Value> {
  const source = asyncSource(context, value, node)
  if (source instanceof Unknown) {
    context.frame.open ??= source
    return source
  }
  for (;;) {
    const step = yield* source.next()
    if (step.unknown) {
      context.frame.open ??= step.unknown
      return step.unknown
    }
    if (step.done) return step.value
    yield* pause('yield', step.value, node)
  }
}

/** Runs what may wait where it cannot, as `awaitNow` does. */
export function runNow<T>(context: Evaluation, work: Suspending<T>): T {
  let step = work.next()
  while (!step.done) {
    try {
      step = work.next({ kind: 'next', value: awaitNow(context, step.value.value, step.value.node) })
    } catch (error) {
      if (!(error instanceof Thrown)) throw error
      step = work.throw(error)
    }
  }
  return step.value
}
