import ts from 'typescript'
import type { Evaluation } from './evaluation'
import { hoistFunctionScope } from './functions'
import { attempt, rejectPromise, resolvePromise, toPromise, whenSettled } from './promises'
import type { Frame } from './scope'
import { NORMAL } from './statements'
import { Coroutine, type Resumption, type Suspending } from './suspension/coroutine'
import { evaluateSuspending } from './suspension/expressions'
import { executeListSuspending } from './suspension/statements'
import { PromiseValue, Unknown, type Value } from './values'

/** Evaluates the body of an asynchronous function up to its first `await`; the rest follows when that is known. */
export function startAsync(context: Evaluation, frame: Frame, body: ts.ConciseBody): PromiseValue {
  const promise = PromiseValue.pending()
  const coroutine = new Coroutine(frame, runBodySuspending(context, frame, body))
  const goOn = (how: Resumption) =>
    attempt(context, promise, () => {
      if (coroutine.state === 'done') return
      const pause = coroutine.resume(context, how)
      if (pause.kind === 'end') {
        resolvePromise(context, promise, pause.value, body)
        return
      }
      whenSettled(context, toPromise(context, pause.value, pause.node), {
        kept: value => goOn({ kind: 'next', value }),
        broken: value => goOn({ kind: 'throw', value }),
      })
    })
  goOn({ kind: 'next', value: undefined })
  return promise
}

/** What an asynchronous function without `await` gives. */
export function promiseOf(context: Evaluation, value: Value, node: ts.Node): PromiseValue {
  const promise = PromiseValue.pending()
  resolvePromise(context, promise, value, node)
  return promise
}

export function brokenPromise(context: Evaluation, error: Value): PromiseValue {
  const promise = PromiseValue.pending()
  rejectPromise(context, promise, error)
  return promise
}

/** The body of a function that may wait within it; gives what it returns. */
export function* runBodySuspending(context: Evaluation, frame: Frame, body: ts.ConciseBody): Suspending<Value> {
  if (!ts.isBlock(body)) return yield* evaluateSuspending(context, body, frame.scope!)
  hoistFunctionScope(context, body, body.statements, frame.scope!)
  const outcome = yield* executeListSuspending(context, body.statements, frame.scope!)
  if (!frame.hasReturned) return undefined
  return outcome & NORMAL ? new Unknown('differs between branches', body) : frame.returned
}
