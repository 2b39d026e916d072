import type ts from 'typescript'
import { runBodySuspending } from './asyncFunctions'
import { iteratorResult } from './builtins/iterator'
import { type Evaluation, Thrown } from './evaluation'
import { rejectPromise, resolvePromise, toPromise, whenSettled } from './promises'
import type { Frame } from './scope'
import { Coroutine, type Resumption } from './suspension/coroutine'
import { AsyncIteratorValue, type IterationStep, IteratorValue, PromiseValue, type Value } from './values'

/** What calling a generator function gives: its body is evaluated as far as values are asked for. */
export function makeGenerator(context: Evaluation, frame: Frame, body: ts.Block): Value {
  const coroutine = new Coroutine(frame, runBodySuspending(context, frame, body))
  const resume = (how: Resumption, node: ts.Node): IterationStep => {
    if (coroutine.state === 'running') context.throwError('TypeError', 'Generator is already running', node)
    if (frame.open) return { done: false, value: frame.open, unknown: frame.open }
    if (coroutine.state === 'new' && how.kind !== 'next') coroutine.state = 'done'
    if (coroutine.state === 'done') {
      if (how.kind === 'throw') throw new Thrown(how.value, node)
      return { done: true, value: how.kind === 'return' ? how.value : undefined }
    }
    const step = coroutine.resume(context, how)
    if (frame.open) return { done: false, value: frame.open, unknown: frame.open }
    return { done: step.kind === 'end', value: step.value }
  }
  return new IteratorValue({
    next: value => resume({ kind: 'next', value }, body),
    return: value => resume({ kind: 'return', value }, body),
    throw: (value, node) => resume({ kind: 'throw', value }, node),
  })
}

interface Request {
  readonly how: Resumption
  readonly promise: PromiseValue
}

/** What calling an asynchronous generator function gives; requests are answered one after the other. */
export function makeAsyncGenerator(context: Evaluation, frame: Frame, body: ts.Block): Value {
  const coroutine = new Coroutine(frame, runBodySuspending(context, frame, body))
  const requests: Request[] = []
  let busy = false

  const answer = (settle: (promise: PromiseValue) => void) => {
    busy = false
    const request = requests.shift()
    if (request) settle(request.promise)
    serve()
  }
  const give = (value: Value, done: boolean) =>
    answer(promise => resolvePromise(context, promise, frame.open ?? iteratorResult({ value, done }), body))
  const fail = (error: Value) => answer(promise => rejectPromise(context, promise, error))
  /** `yield` and `return` await what they are given. */
  const afterwards = (value: Value, node: ts.Node, kept: (value: Value) => void, broken: (error: Value) => void) =>
    whenSettled(context, toPromise(context, value, node), { kept, broken })

  const goOn = (how: Resumption): void => {
    let pause: ReturnType<Coroutine['resume']>
    try {
      pause = coroutine.resume(context, how)
    } catch (error) {
      if (!(error instanceof Thrown)) throw error
      fail(error.value)
      return
    }
    const carryOn = (value: Value) => goOn({ kind: 'next', value })
    const throwInto = (value: Value) => goOn({ kind: 'throw', value })
    if (pause.kind === 'await') afterwards(pause.value, pause.node, carryOn, throwInto)
    else if (pause.kind === 'yield') afterwards(pause.value, pause.node, value => give(value, false), throwInto)
    else if (how.kind === 'next' && !frame.hasReturned) give(undefined, true)
    else afterwards(pause.value, body, value => give(value, true), fail)
  }

  const serve = (): void => {
    const [request] = requests
    if (!request || busy) return
    busy = true
    const { how } = request
    if (coroutine.state === 'new' && how.kind !== 'next') coroutine.state = 'done'
    if (coroutine.state !== 'done') goOn(how)
    else if (how.kind === 'throw') fail(how.value)
    else if (how.kind === 'return') afterwards(how.value, body, value => give(value, true), fail)
    else give(undefined, true)
  }

  const ask = (how: Resumption): PromiseValue => {
    const promise = PromiseValue.pending()
    requests.push({ how, promise })
    serve()
    return promise
  }
  return new AsyncIteratorValue(ask)
}
