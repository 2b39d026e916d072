import ts from 'typescript'
import { type Cost, difference, type Evaluation, Thrown } from '../evaluation'
import type { CallSite, Dialect, HostObject, Made } from '../host'
import { ModuleScope, type Slot } from '../scope'
import {
  type Accessor,
  ArrayValue,
  type FunctionValue,
  HostValue,
  nextBirth,
  ObjectValue,
  type PropertyKey,
  Symbolic,
  type Value,
} from '../values'
import { Following, type Read } from './following'
import { Likeness, likenessOf, numberOf } from './likeness'

/** A call that was followed to its end, and left nothing behind but what it returned and what it made of the dialects. */
interface Remembered {
  readonly reads: ReadonlyMap<string, Read>
  readonly called: ReadonlySet<ts.Node>
  readonly cost: Cost
  readonly made: Made
  readonly result: Result
}

/** A value in which the dialect's objects are numbered. */
type Result =
  | { readonly value: Value }
  | { readonly host: number }
  | { readonly elements: readonly Result[] }
  | { readonly properties: readonly (readonly [PropertyKey, Result])[] }

/** Runs after which a call that did not happen again is forgotten: one for each file that is open and edited, or so. */
const RUNS = 16
/** The same for one that has happened once: it holds the network of that time. */
const RUNS_OF_ONE = 2
/** Calls that are kept, whatever happens. */
const MOST_CALLS = 4_000
/** What takes fewer steps than this and makes no layer is followed sooner than looked up. */
const FEWEST_STEPS = 150
/** A function is given up when so many of its calls could not be remembered. */
const MOST_FAILURES = 3

/**
 * What calls of functions came to, by the function's code and what its arguments are like, so that the same call need not be
 * followed again: in the next turn of a loop, in another network, after an edit elsewhere.
 *
 * Remembered are calls of functions that stand at the top of a file and read nothing but their arguments and variables of
 * files, change nothing that was there before, and have no fault to tell.
 */
export class CallMemory {
  private readonly calls = new Map<string, { lastRun: number; again: boolean; readonly call: Remembered }>()
  private readonly failures = new WeakMap<ts.Node, number>()
  private run = 0

  /** To be called before an evaluation; forgets what did not happen for long. */
  startRun(): void {
    this.run += 1
    for (const [key, { lastRun, again }] of this.calls) {
      if (lastRun < this.run - (again ? RUNS : RUNS_OF_ONE)) this.calls.delete(key)
    }
  }

  isWorthwhile(node: ts.Node): boolean {
    return (this.failures.get(node) ?? 0) < MOST_FAILURES
  }

  find(key: string): Remembered | undefined {
    const known = this.calls.get(key)
    if (!known) return undefined
    known.lastRun = this.run
    known.again = true
    return known.call
  }

  remember(key: string, call: Remembered): void {
    if (this.calls.size >= MOST_CALLS) this.calls.clear()
    this.calls.set(key, { lastRun: this.run, again: false, call })
  }

  failed(node: ts.Node): void {
    this.failures.set(node, (this.failures.get(node) ?? 0) + 1)
  }

  giveUp(node: ts.Node): void {
    this.failures.set(node, MOST_FAILURES)
  }
}

/** Calls a function of the user's; where the same call is remembered, what it did is done without following it. */
export function callRemembering(
  context: Evaluation,
  callee: FunctionValue,
  self: Value,
  args: readonly Value[],
  site: CallSite,
  call: () => Value,
): Value {
  const { memory } = context
  const node = callee.node!
  const dialect = context.dialects.find(({ follow }) => follow)
  if (!memory?.isWorthwhile(node) || !dialect || !mayBeRemembered(context, callee, site)) return call()
  const given = new Likeness()
  given.text = `${numberOf(node)}${self === undefined ? '' : ' of something'}(`
  for (const argument of args) if (!given.add(argument)) return call()
  const known = memory.find(given.text)
  if (known && stillHolds(context, known)) {
    const repeated = repeat(context, dialect, known, given.hosts, site)
    if (repeated) return repeated.value
  }
  return follow(context, memory, dialect, node, given, site, call)
}

/** Functions at the top of a file, on a path that is taken for certain and once. */
function mayBeRemembered(context: Evaluation, { node, scope, home }: FunctionValue, site: CallSite): boolean {
  if (!(scope instanceof ModuleScope) || home || node!.asteriskToken) return false
  if (context.conditional > 0 || context.repeated > 0 || site.conditional || site.repeated) return false
  if (context.laterThan !== undefined) return false
  return !node!.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword)
}

/** Whether the variables that the call read hold what they held. */
function stillHolds(context: Evaluation, { reads }: Remembered): boolean {
  for (const { file, name, likeness } of reads.values()) {
    const slots = context.moduleScopes.get(file)?.slots
    if (!slots || likenessOfSlot(slots.get(name)) !== likeness) return false
  }
  return true
}

/** Undefined for no variable, null where it is not known what it is like. */
function likenessOfSlot(slot: Slot | undefined): string | null | undefined {
  if (!slot) return undefined
  if (!slot.initialised) return null
  try {
    return likenessOf(slot.alias ? slot.alias() : slot.value) ?? null
  } catch (error) {
    // The variable of another file, before its declaration.
    if (error instanceof Thrown) return null
    throw error
  }
}

/** Does what a call did; undefined where it has to be followed, so that the limits stop it where they would. */
function repeat(
  context: Evaluation,
  dialect: Dialect,
  { reads, called, cost, made, result }: Remembered,
  given: readonly HostObject[],
  site: CallSite,
): { readonly value: Value } | undefined {
  const hosts = context.canAfford(cost) ? dialect.repeat!(made, given, site, context) : undefined
  if (!hosts) return undefined
  context.spend(cost, site.node)
  for (const node of called) context.called.add(node)
  context.following?.take({ reads, called })
  return { value: asValue(result, hosts) }
}

/** Follows a call and remembers it, unless it turns out to rest on more than what is compared, or to do more than return. */
function follow(
  context: Evaluation,
  memory: CallMemory,
  dialect: Dialect,
  node: ts.Node,
  given: Likeness,
  site: CallSite,
  call: () => Value,
): Value {
  const { following: outer, outsideWaits, spent } = context
  const waiting = context.jobs.size
  const start = nextBirth()
  const followed = dialect.follow!(site)
  const following = new Following(outer)
  context.following = following
  let value: Value
  try {
    value = call()
  } finally {
    context.following = outer
    outer?.take(following)
  }
  const isAlone = following.isClosed && context.outsideWaits === outsideWaits && context.jobs.size === waiting
  const hosts: HostObject[] = []
  const result = isAlone && allCalled(context, following) ? resultOf(value, hosts, start) : undefined
  const made = result && followed?.made(given.hosts, hosts)
  if (!made) {
    memory.failed(node)
    return value
  }
  const cost = difference(context.spent, spent)
  if (made.size === 0 && cost.steps < FEWEST_STEPS) memory.giveUp(node)
  else memory.remember(given.text, { reads: following.reads, called: following.called, cost, made, result })
  return value
}

/** A function that was made within the call and not called there is looked at later, as any that nobody calls. */
function allCalled({ called }: Evaluation, { made }: Following): boolean {
  for (const node of made) if (!called.has(node)) return false
  return true
}

/** What a call returns, where all of it was made by the call or is given; undefined for what nobody can make again. */
function resultOf(value: Value | Accessor, hosts: HostObject[], start: number): Result | undefined {
  if (value instanceof HostValue) return { host: hosts.push(value.object) - 1 }
  if (value instanceof Symbolic || typeof value !== 'object' || value === null) return { value: value as Value }
  const isPlain = value.constructor === ObjectValue || value.constructor === ArrayValue
  if (!isPlain || (value as ObjectValue).birth < start) return undefined
  const { contentsUnknown, prototype, host, hidden, properties, frozen } = value as ObjectValue
  if (contentsUnknown || prototype !== undefined || host || hidden || frozen) return undefined
  if (value instanceof ArrayValue) {
    const elements = Array.from(value.elements, element => resultOf(element, hosts, start))
    return properties.size > 0 || elements.includes(undefined) ? undefined : { elements: elements as Result[] }
  }
  const parts: [PropertyKey, Result][] = []
  for (const [name, part] of properties) {
    const result = resultOf(part, hosts, start)
    if (!result) return undefined
    parts.push([name, result])
  }
  return { properties: parts }
}

function asValue(result: Result, hosts: readonly HostObject[]): Value {
  if ('value' in result) return result.value
  if ('host' in result) return new HostValue(hosts[result.host]!)
  if ('elements' in result) return new ArrayValue(result.elements.map(element => asValue(element, hosts)))
  const object = new ObjectValue()
  for (const [name, part] of result.properties) object.properties.set(name, asValue(part, hosts))
  return object
}
