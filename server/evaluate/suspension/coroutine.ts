import type ts from 'typescript'
import { type Evaluation, Thrown } from '../evaluation'
import type { Frame } from '../scope'
import type { Value } from '../values'

/** Why a function waits: it gives a value, or awaits one. */
export interface Pause {
  readonly kind: 'yield' | 'await'
  readonly value: Value
  readonly node: ts.Node
}

/** How a function that waits goes on. */
export interface Resumption {
  readonly kind: 'next' | 'throw' | 'return'
  readonly value: Value
}

/** Part of the evaluation of a function that may wait. */
export type Suspending<T> = Generator<Pause, T, Resumption>

/** A generator is told to return at the place where it waits; `finally` blocks are still run. */
export class EarlyReturn {
  constructor(readonly value: Value) {}
}

/** Waits at this place; returns the value it goes on with. */
export function* pause(kind: Pause['kind'], value: Value, node: ts.Node): Suspending<Value> {
  const { kind: how, value: given } = yield { kind, value, node }
  if (how === 'throw') throw new Thrown(given, node)
  if (how === 'return') throw new EarlyReturn(given)
  return given
}

/** A call in progress that can be left and taken up again. */
export class Coroutine {
  state: 'new' | 'waiting' | 'running' | 'done' = 'new'

  constructor(
    readonly frame: Frame,
    private readonly body: Suspending<Value>,
  ) {}

  /** Goes on to the next pause or the end; an error of the program's passes through. */
  resume(context: Evaluation, how: Resumption): Pause | { readonly kind: 'end'; readonly value: Value } {
    const { frame, calls, nesting } = context
    this.state = 'running'
    context.frame = this.frame
    context.calls = calls + 1
    try {
      const step = this.body.next(how)
      this.state = step.done ? 'done' : 'waiting'
      return step.done ? { kind: 'end', value: step.value } : step.value
    } catch (error) {
      this.state = 'done'
      if (error instanceof EarlyReturn) return { kind: 'end', value: error.value }
      throw error
    } finally {
      context.frame = frame
      context.calls = calls
      context.nesting = nesting
    }
  }
}
