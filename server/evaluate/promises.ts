import type ts from 'typescript'
import { describe } from './convert'
import { type Evaluation, Thrown } from './evaluation'
import { callValue } from './functions'
import { runMaybe } from './join'
import { getProperty } from './properties'
import { FunctionValue, nativeFunction, ObjectValue, PromiseValue, type Reaction, Unknown, type Value } from './values'

/** Has the reaction happen, as soon as the code in progress ends, once the promise is kept or broken. */
export function whenSettled(context: Evaluation, promise: PromiseValue, reaction: Reaction): void {
  if (promise.state !== 'pending') {
    addJob(context, promise, reaction)
    return
  }
  context.willWrite(promise)
  promise.reactions = [...promise.reactions, reaction]
  context.jobs.waiting.add(promise)
}

function addJob(context: Evaluation, { state, value }: PromiseValue, reaction: Reaction): void {
  context.jobs.add(() => (state === 'kept' ? reaction.kept(value) : reaction.broken(value)))
}

function settle(context: Evaluation, promise: PromiseValue, state: 'kept' | 'broken', value: Value): void {
  if (promise.state !== 'pending') return
  context.willWrite(promise)
  const { reactions } = promise
  Object.assign(promise, { state, value, reactions: [] })
  context.jobs.waiting.delete(promise)
  for (const reaction of reactions) addJob(context, promise, reaction)
}

export function rejectPromise(context: Evaluation, promise: PromiseValue, error: Value): void {
  settle(context, promise, 'broken', error)
}

/** Keeps a promise, or has it follow another one, or an object with a method `then`. */
export function resolvePromise(context: Evaluation, promise: PromiseValue, value: Value, node: ts.Node): void {
  if (value === promise) {
    settle(context, promise, 'broken', context.error('TypeError', 'Chaining cycle detected for promise #<Promise>'))
    return
  }
  if (!(value instanceof ObjectValue)) {
    settle(context, promise, 'kept', value)
    return
  }
  const follow: Reaction = {
    kept: result => resolvePromise(context, promise, result, node),
    broken: error => rejectPromise(context, promise, error),
  }
  if (value instanceof PromiseValue) {
    context.jobs.add(() => whenSettled(context, value, follow))
    return
  }
  attempt(context, promise, () => {
    const then = getProperty(context, value, 'then', node)
    if (!(then instanceof FunctionValue)) {
      settle(context, promise, 'kept', then instanceof Unknown ? then : value)
      return
    }
    const site = context.site(node)
    context.jobs.add(() =>
      attempt(context, promise, () => {
        callValue(context, then, value, Object.values(resolvingFunctions(context, promise, node)), site)
      }),
    )
  })
}

/** The functions that a promise's executor is given; only the first call of either counts. */
export function resolvingFunctions(context: Evaluation, promise: PromiseValue, node: ts.Node) {
  let settled = false
  const once = (act: (value: Value) => void) =>
    nativeFunction('', (_context, _self, [value]) => {
      // On a path that may not be taken, the promise itself tells whether it is pending.
      if (!settled) act(value)
      settled ||= context.journal === undefined
      return undefined
    })
  return {
    resolve: once(value => resolvePromise(context, promise, value, node)),
    reject: once(error => rejectPromise(context, promise, error)),
  }
}

/** Runs part of the program; an error it throws breaks the promise. */
export function attempt(context: Evaluation, promise: PromiseValue, work: () => void): void {
  const { frame, calls, nesting } = context
  try {
    work()
  } catch (error) {
    if (!(error instanceof Thrown)) throw error
    context.frame = frame
    context.calls = calls
    context.nesting = nesting
    rejectPromise(context, promise, error.value)
  }
}

/** The value as a promise, as `await` and `Promise.resolve` see it. */
export function toPromise(context: Evaluation, value: Value, node: ts.Node): PromiseValue {
  if (value instanceof PromiseValue) return value
  const promise = PromiseValue.pending()
  resolvePromise(context, promise, value, node)
  return promise
}

/**
 * What `await` gives where the code around it cannot be left: in the body of a file, and on a path that may not be
 * taken. What waits is run until the value is there.
 */
export function awaitNow(context: Evaluation, value: Value, node: ts.Node): Value {
  const promise = toPromise(context, value, node)
  let settled = false
  const reaction = () => {
    settled = true
  }
  whenSettled(context, promise, { kept: reaction, broken: reaction })
  runJobs(context, () => settled)
  if (!settled || promise.value instanceof Unknown) context.outsideWaits += 1
  if (!settled) return new Unknown('it is not known when this promise is kept', node)
  if (promise.state === 'broken') throw new Thrown(promise.value, node)
  return promise.value
}

function runJobs(context: Evaluation, isEnough?: () => boolean): void {
  const { frame, calls, nesting } = context
  for (let isDone = false; !isDone; ) {
    try {
      context.jobs.run(isEnough)
      isDone = true
    } catch (error) {
      if (!(error instanceof Thrown)) throw error
      context.problem('thrown', describe(error.value), error.node)
    }
    context.frame = frame
    context.calls = calls
    context.nesting = nesting
  }
}

/** Runs all that waits, at the end of the program; what nothing settles goes on with an unknown value. */
export function finishJobs(context: Evaluation): void {
  runJobs(context)
  for (const promise of context.jobs.waiting) {
    const reason = new Unknown('it is not known when this promise is kept')
    context.jobs.waiting.delete(promise)
    if (promise.state === 'pending') runMaybe(context, reason, () => settle(context, promise, 'kept', reason))
    runJobs(context)
  }
}

/** Runs what a path that may not be taken left waiting: it has happened or has not when other code goes on. */
export function finishBranch(context: Evaluation): void {
  const { jobs } = context
  if (jobs.isEmpty) return
  runMaybe(context, new Unknown('it is not known whether this has happened yet'), () => runOther(context, jobs))
}

function runOther(context: Evaluation, jobs: Evaluation['jobs']): void {
  const own = context.jobs
  context.jobs = jobs
  runJobs(context)
  context.jobs = own
}
