import { equal, subtract } from '../../builder/dimension'
import { type Evaluation, Thrown } from './evaluation'
import { Jobs } from './jobs'
import { finishBranch } from './promises'
import {
  ArrayValue,
  FunctionValue,
  HostValue,
  type Mutable,
  nextBirth,
  ObjectValue,
  Symbolic,
  Unknown,
  type Value,
} from './values'

/** What a branch changed, so that it can be undone. */
export class Journal {
  readonly start = nextBirth()
  private readonly saved = new Map<Mutable, unknown>()

  constructor(readonly parent: Journal | undefined) {}

  save(target: Mutable): void {
    if (!this.saved.has(target)) this.saved.set(target, target.snapshot())
  }

  /** Undoes all changes; returns what they were. */
  rollBack(): Changes {
    const changes: Changes = new Map()
    for (const [target, before] of this.saved) {
      changes.set(target, { before, after: target.snapshot() })
      target.restore(before)
    }
    return changes
  }
}

type Changes = Map<Mutable, { readonly before: unknown; readonly after: unknown }>

export interface Outcome<T> {
  readonly value: T
  readonly changes: Changes
}

/** Evaluates what may not happen, and undoes it. A path that throws to nobody is left out. */
export function runBranch<T>(context: Evaluation, branch: () => T, before?: Changes): Outcome<T> | Thrown {
  const journal = new Journal(context.journal)
  const { frame, calls, nesting, repeated } = context
  const { jobs } = context
  context.journal = journal
  context.jobs = new Jobs()
  context.conditional += 1
  let value: T | undefined
  let thrown: Thrown | undefined
  try {
    if (before) apply(context, before)
    value = branch()
    finishBranch(context)
  } catch (error) {
    if (!(error instanceof Thrown)) {
      // The evaluation ends here; whoever undoes what it did knows of this journal no more.
      journal.rollBack()
      throw error
    }
    thrown = error
  } finally {
    context.conditional -= 1
    context.journal = journal.parent
    for (const promise of context.jobs.waiting) jobs.waiting.add(promise)
    context.jobs = jobs
    context.frame = frame
    context.calls = calls
    context.nesting = nesting
    context.repeated = repeated
  }
  const changes = journal.rollBack()
  return thrown ?? { value: value as T, changes }
}

/** Evaluates what leaves no trace in the program's state, such as a function that nobody calls. */
export function runAside(context: Evaluation, work: () => void): void {
  const journal = new Journal(context.journal)
  context.journal = journal
  try {
    work()
  } finally {
    journal.rollBack()
    context.journal = journal.parent
  }
}

/** Leaves the state as it is after either outcome. */
export function joinStates(context: Evaluation, outcomes: readonly Outcome<unknown>[], reason: Unknown): void {
  const targets = new Map<Mutable, unknown>()
  for (const { changes } of outcomes) for (const [target, { before }] of changes) targets.set(target, before)
  for (const [target, before] of targets) {
    const states = outcomes.map(({ changes }) => (changes.has(target) ? changes.get(target)!.after : before))
    const joined = states.reduce((a, b) => target.merge(a, b, (x, y) => joinValues(context, x, y, reason)))
    context.willWrite(target)
    target.restore(joined)
  }
}

export function apply(context: Evaluation, changes: Changes): void {
  for (const [target, { after }] of changes) {
    context.willWrite(target)
    target.restore(after)
  }
}

/** Evaluates every branch and leaves the state and the value of either. */
export function runBranches(context: Evaluation, reason: Unknown, branches: readonly (() => Value)[]): Value {
  const results = branches.map(branch => runBranch(context, branch))
  const outcomes = results.filter(result => !(result instanceof Thrown)) as Outcome<Value>[]
  if (outcomes.length === 0) throw results[0]
  joinStates(context, outcomes, reason)
  return outcomes.map(outcome => outcome.value).reduce((a, b) => joinValues(context, a, b, reason))
}

/** Evaluates what may happen or not, any number of times. */
export function runMaybe(context: Evaluation, reason: Unknown, body: () => void, repeated = false): void {
  const result = runBranch(context, () => {
    if (repeated) context.repeated += 1
    body()
  })
  if (!(result instanceof Thrown)) joinStates(context, [{ value: undefined, changes: new Map() }, result], reason)
}

/** The value after either of two paths. */
export function joinValues(context: Evaluation, a: Value, b: Value, reason: Unknown): Value {
  if (Object.is(a, b)) return a
  if (a instanceof Symbolic && b instanceof Symbolic && a.divisor === b.divisor && equal(a.dimension, b.dimension))
    return a
  if (a instanceof HostValue && b instanceof HostValue && a.object === b.object) return a
  for (const dialect of context.dialects) {
    const joined = dialect.join?.(a, b, context)
    if (joined !== undefined) return joined
  }
  const start = context.journal?.start ?? 0
  if (a instanceof ArrayValue && b instanceof ArrayValue && isFresh(a, start) && isFresh(b, start)) {
    if (a.elements.length === b.elements.length) {
      return new ArrayValue(a.elements.map((value, index) => joinValues(context, value, b.elements[index], reason)))
    }
  }
  const candidates = [...candidatesOf(a), ...candidatesOf(b)]
  const known =
    candidates.length > 0 && candidates.length <= 4 && candidates.every(value => !(value instanceof Unknown))
  return new Unknown(reason.reason, reason.node, undefined, known ? candidates : undefined)
}

/** Whether nobody else can see the array, so that a joined copy cannot be told apart. */
function isFresh(array: ArrayValue, start: number): boolean {
  return (
    array.birth > start &&
    !array.contentsUnknown &&
    array.properties.size === 0 &&
    array.elements.every(value => !(value instanceof ObjectValue))
  )
}

function candidatesOf(value: Value): readonly Value[] {
  return value instanceof Unknown ? (value.candidates ?? [value]) : [value]
}

/** The difference where both are numbers or symbols and it does not depend on the symbols. */
export function knownDifference(a: Symbolic | number, b: Symbolic | number): number | undefined {
  if (typeof a === 'number' && !Number.isInteger(a)) return undefined
  if (typeof b === 'number' && !Number.isInteger(b)) return undefined
  const [x, y] = [a instanceof Symbolic ? a : undefined, b instanceof Symbolic ? b : undefined]
  if ((x?.divisor ?? 1) !== (y?.divisor ?? 1)) return undefined
  const difference = subtract(x?.dimension ?? (a as number), y?.dimension ?? (b as number))
  return typeof difference === 'number' ? difference : undefined
}

export function isFunction(value: Value): value is FunctionValue | HostValue {
  return value instanceof FunctionValue || (value instanceof HostValue && value.object.call !== undefined)
}
