import type ts from 'typescript'
import type { Assumptions } from './assumptions'
import type { Globals } from './globals'
import { CallSite, type Dialect } from './host'
import { Jobs } from './jobs'
import type { Journal } from './join'
import type { Limits } from './limits'
import type { CallMemory } from './memory/callMemory'
import type { Following } from './memory/following'
import type { Frame, ModuleScope } from './scope'
import { ArrayValue, type FunctionValue, type Mutable, ObjectValue, Unknown, type Value } from './values'

/** Something the user should hear about the evaluation itself. */
export interface EvaluationProblem {
  readonly message: string
  readonly node: ts.Node
  readonly file: string
  /** `bounds`: part of the program was given up; `runaway`: all of the rest was; `thrown`: an error nobody catches. */
  readonly kind: 'bounds' | 'runaway' | 'thrown'
  /** Whether it was found in a function nobody calls, with symbols for its parameters. */
  readonly uncalled: boolean
}

/** A `throw` of the user's program on its way to its `catch`. */
export class Thrown {
  constructor(
    readonly value: Value,
    readonly node: ts.Node,
  ) {}
}

/** The end of an evaluation that cost too much or was cancelled. */
export class Stop {
  constructor(
    readonly message: string | undefined,
    readonly node: ts.Node,
  ) {}
}

/** What following a part of a program takes, in the units of the limits. */
export interface Cost {
  readonly steps: number
  readonly data: number
  readonly dialectCalls: number
}

export function difference(a: Cost, b: Cost): Cost {
  return { steps: a.steps - b.steps, data: a.data - b.data, dialectCalls: a.dialectCalls - b.dialectCalls }
}

/** Steps between two looks at the clock. */
const CHECK_EVERY = 255

/** The state of one evaluation: what the functions of this folder pass around. */
export class Evaluation {
  frame!: Frame
  journal: Journal | undefined
  readonly problems: EvaluationProblem[] = []
  /** Above zero inside a loop of unknown length. */
  repeated = 0
  /** Above zero on a path that may not be taken. */
  conditional = 0
  /** The function nobody calls that is being evaluated. */
  uncalled: ts.Node | undefined
  /** What is taken to hold of its parameters. */
  assumptions: Assumptions | undefined
  /** The birth number at which a function was handed out that may be called at any time, while its body is looked at. */
  laterThan: number | undefined
  /** How often something was awaited that only comes when the program runs. */
  outsideWaits = 0
  /** How often something of a dialect was called or made. */
  dialectCalls = 0
  calls = 0
  nesting = 0
  /** Whether an error was thrown on a path that may not be taken, within the `try` in progress. */
  maybeThrown = false
  /** What waits for the code in progress to end: continuations of promises, timers. */
  jobs = new Jobs()
  /** The namespace of a module, for `import()` and `require`. */
  importModule: (specifier: string, from: string, node: ts.Node) => Value = () => undefined
  /** Every closure by its node, latest last, in order of creation. */
  readonly functions = new Map<ts.Node, FunctionValue>()
  readonly called = new Set<ts.Node>()
  /** The variables of the files that were read, by the file's name. */
  readonly moduleScopes = new Map<string, ModuleScope>()
  /** The innermost call in progress that is followed to be remembered. */
  following: Following | undefined
  private steps = 0
  private untilCheck = CHECK_EVERY
  private data = 0
  private readonly deadline: number

  constructor(
    readonly dialects: readonly Dialect[],
    readonly limits: Limits,
    readonly now: () => number,
    readonly isCancelled: () => boolean,
    readonly globals: Globals,
    /** What calls came to before; undefined where none is remembered. */
    public memory: CallMemory | undefined = undefined,
  ) {
    this.deadline = now() + limits.milliseconds
  }

  /** Whether the time left allows to follow a function anew. */
  get hasTime(): boolean {
    return this.now() < this.deadline - this.limits.milliseconds / 2
  }

  /** Counts a step; stops the evaluation where it costs too much. */
  step(node: ts.Node): void {
    this.untilCheck -= 1
    if (this.untilCheck < 0) this.check(node)
  }

  /** Steps of the unit in progress so far, to the nearest few hundred. */
  get stepsTaken(): number {
    return this.steps
  }

  /** Counts the making of so many elements or characters, or the walk over them. */
  charge(count: number, node: ts.Node): void {
    this.untilCheck -= count >> 3
    this.data += count
    if (this.untilCheck < 0) this.check(node)
    if (this.data > this.limits.data) this.stop('this makes more data than can be followed', node)
  }

  /** What was spent so far; `steps` of the unit in progress. */
  get spent(): Cost {
    const { dialectCalls, data } = this
    return { steps: this.steps + CHECK_EVERY - this.untilCheck, data, dialectCalls }
  }

  /** Whether what takes so much can be followed to its end. */
  canAfford(cost: Cost): boolean {
    const { steps, data } = this.spent
    return steps + cost.steps < this.limits.steps && data + cost.data < this.limits.data
  }

  /** Counts what a part of the program takes that need not be followed. */
  spend({ steps, data, dialectCalls }: Cost, node: ts.Node): void {
    this.untilCheck -= steps
    this.data += data
    this.dialectCalls += dialectCalls
    if (this.untilCheck < 0) this.check(node)
  }

  private check(node: ts.Node): void {
    this.steps += CHECK_EVERY - this.untilCheck
    this.untilCheck = CHECK_EVERY
    if (this.isCancelled()) throw new Stop(undefined, node)
    if (this.steps > this.limits.steps) this.stop('this takes too many steps to follow', node)
    if (this.now() > this.deadline) {
      this.stop(`this takes longer than ${this.limits.milliseconds} ms to follow`, node)
    }
  }

  /** Ends the evaluation; the loop or call in progress is what the user should look at. */
  private stop(message: string, node: ts.Node): never {
    throw new Stop(message, this.frame.loop ?? this.frame.site?.node ?? node)
  }

  /** Starts the count of steps anew, for the next module or uncalled function. */
  startUnit(): void {
    this.steps = 0
    this.jobs = new Jobs()
    this.journal = undefined
    this.repeated = 0
    this.conditional = 0
    this.maybeThrown = false
    this.laterThan = undefined
    this.calls = 0
    this.nesting = 0
  }

  listValue(values: Value[]): Value {
    return new ArrayValue(values)
  }

  unknown(reason: string, node?: ts.Node): Unknown {
    return new Unknown(reason, node)
  }

  problem(kind: EvaluationProblem['kind'], message: string, node: ts.Node): void {
    this.following?.open()
    if (this.problems.some(known => known.node === node && known.message === message)) return
    const file = node.getSourceFile()?.fileName ?? this.frame.file.fileName
    this.problems.push({ kind, message, node, file, uncalled: this.uncalled !== undefined })
  }

  /** To be called before a change to anything that existed before the current branch. */
  willWrite(target: Mutable): void {
    const { journal } = this
    if (journal && target.birth < journal.start) journal.save(target)
    this.following?.touch(target)
    // A program that changes what JavaScript brings along is not like itself before.
    if (target.birth < 0) this.memory = undefined
  }

  site(node: ts.Node): CallSite {
    const { frame } = this
    const parent = frame.site
    const repeated = this.repeated > 0 || parent?.repeated === true
    const conditional = this.conditional > 0 || parent?.conditional === true
    const { text, isOther } = this.assumptions ?? {}
    const doubtful = conditional || isOther === true
    return new CallSite(frame.file.fileName, node, parent, repeated, conditional, this.uncalled, text, doubtful)
  }

  /** Throws an error of the user's program, such as a TypeError of a built-in. */
  throwError(name: string, message: string, node: ts.Node): never {
    throw new Thrown(this.error(name, message), node)
  }

  error(name: string, message: string): ObjectValue {
    const type = this.globals.get(name)
    const prototype = type instanceof ObjectValue ? type.properties.get('prototype') : undefined
    const value = new ObjectValue(prototype instanceof ObjectValue ? prototype : null)
    value.properties.set('message', message)
    value.hidden = new Set(['message', 'stack'])
    return value
  }
}
