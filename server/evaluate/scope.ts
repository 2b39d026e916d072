import type ts from 'typescript'
import type { CallSite } from './host'
import { type FunctionValue, type Mutable, nextBirth, type ObjectValue, type Unknown, type Value } from './values'

/** A variable. */
export class Slot implements Mutable {
  readonly birth = nextBirth()
  /** False between entering the block and reaching the declaration. */
  initialised = true
  /** The binding of another module that an import stands for. */
  alias: (() => Value) | undefined

  constructor(
    public value: Value,
    readonly constant = false,
  ) {}

  snapshot(): unknown {
    return { value: this.value, initialised: this.initialised }
  }

  restore(snapshot: unknown): void {
    const { value, initialised } = snapshot as { value: Value; initialised: boolean }
    this.value = value
    this.initialised = initialised
  }

  merge(a: unknown, b: unknown, join: (a: Value, b: Value) => Value): unknown {
    const [x, y] = [a as Slot, b as Slot]
    return {
      value: x.value === y.value ? x.value : join(x.value, y.value),
      initialised: x.initialised || y.initialised,
    }
  }
}

/** The variables of a block. */
export class Scope {
  readonly slots = new Map<string, Slot>()
  constructor(readonly parent: Scope | undefined) {}

  declare(name: string, value: Value, constant = false): Slot {
    const slot = new Slot(value, constant)
    this.slots.set(name, slot)
    return slot
  }

  find(name: string): Slot | undefined {
    for (let scope: Scope | undefined = this; scope; scope = scope.parent) {
      const slot = scope.slots.get(name)
      if (slot) return slot
    }
    return undefined
  }
}

/** The variables of a file. */
export class ModuleScope extends Scope {
  constructor(readonly file: string) {
    super(undefined)
  }
}

/** One call in progress. */
export class Frame {
  returned: Value
  hasReturned = false
  /** The frame whose `this`, `arguments` and `super` are seen here: another one for an arrow function. */
  readonly owner: Frame
  thisValue: Value
  thisReady = true
  args: readonly Value[] = []
  newTarget: FunctionValue | undefined
  home: ObjectValue | undefined
  /** The variables of the function, its parameters among them. */
  scope: Scope | undefined
  /** How many `try` blocks of this call are open. */
  tries = 0
  /** What a `break` or `continue` with a label looks for. */
  label: string | undefined
  /** The loop in progress. */
  loop: ts.Node | undefined
  /** Parts of the expression in progress that were evaluated before, where `await` or `yield` stands in it. */
  given: Map<ts.Node, Value> | undefined
  /** How many unknown conditions, and things that happen any number of times, the call stands under. */
  conditional = 0
  repeated = 0
  /** Within how many calls of the same function it stands, each under an unknown condition of its own. */
  recursions = 0
  /** Whether the call is one of an asynchronous function. */
  isAsync = false
  /** Set in a generator whose further values cannot be known. */
  open: Unknown | undefined

  constructor(
    readonly caller: Frame | undefined,
    readonly file: ts.SourceFile,
    readonly site: CallSite | undefined,
    readonly called: FunctionValue | undefined,
    owner?: Frame,
  ) {
    this.owner = owner ?? this
  }
}
