import type ts from 'typescript'
import { type Dimension, formatDimension } from '../../builder/dimension'
import type { HostObject } from './host'
import type { Frame, Scope } from './scope'

/** What an expression of the user's program evaluates to. Primitives stand for themselves. */
export type Value =
  | string
  | number
  | boolean
  | bigint
  | null
  | undefined
  | SymbolKey
  | ObjectValue
  | HostValue
  | Symbolic
  | Unknown

export type PropertyKey = string | SymbolKey

/** Something the program can change, so that a branch that may not be taken can be undone and joined. */
export interface Mutable {
  /** Counts up with every object made: what a branch made itself needs no undoing. */
  readonly birth: number
  snapshot(): unknown
  restore(snapshot: unknown): void
  /** The state after either of two paths, for `restore`. */
  merge(a: unknown, b: unknown, join: (a: Value, b: Value) => Value): unknown
}

let births = 0

/** The birth number of the next object. */
export function nextBirth(): number {
  births += 1
  return births
}

/** Makes what exists before the program starts, though it is made only when the program asks for it. */
export function madeBefore<T>(make: () => T): T {
  const now = births
  births = BEFORE
  try {
    return make()
  } finally {
    births = now
  }
}

/** Below the birth number of whatever a program makes. */
const BEFORE = -1e9

/** A value that cannot be known, with the reason in words for the user and the node that caused it. */
export class Unknown {
  readonly kind = 'unknown'
  /** What a parameter nobody supplied turned out to be when it was used. */
  refined: Value
  /**
   * @param parameter the name of the parameter nobody supplied; it becomes a symbol of that name where a number is needed
   * @param candidates the values it may have, where they are few
   */
  constructor(
    readonly reason: string,
    readonly node?: ts.Node,
    readonly parameter?: string,
    readonly candidates?: readonly Value[],
  ) {}
}

/** A number written in symbols: `dimension / divisor`. */
export class Symbolic {
  readonly kind = 'symbolic'
  constructor(
    readonly dimension: Exclude<Dimension, number>,
    readonly divisor = 1,
  ) {}

  toString(): string {
    const text = formatDimension(this.dimension)
    return this.divisor === 1 ? text : `(${text})/${this.divisor}`
  }
}

/** A value of `Symbol()`, or a well-known symbol. */
export class SymbolKey {
  constructor(readonly description: string) {}
}

export const symbolIterator = new SymbolKey('Symbol.iterator')
export const symbolAsyncIterator = new SymbolKey('Symbol.asyncIterator')
export const symbolHasInstance = new SymbolKey('Symbol.hasInstance')
export const symbolToStringTag = new SymbolKey('Symbol.toStringTag')
export const symbolToPrimitive = new SymbolKey('Symbol.toPrimitive')

/** An object of a dialect: a tensor, a layer, a module. */
export class HostValue {
  readonly kind = 'host'
  constructor(readonly object: HostObject) {}
}

/** A property with a getter or a setter. */
export class Accessor {
  constructor(
    readonly getter: FunctionValue | undefined,
    readonly setter: FunctionValue | undefined,
  ) {}
}

interface ObjectSnapshot {
  readonly properties: Map<PropertyKey, Value | Accessor>
  readonly contentsUnknown: Unknown | undefined
  readonly extra: unknown
}

/** An object; its own properties are kept in a Map, so that no name of the user's can reach ours. */
export class ObjectValue implements Mutable {
  readonly birth = nextBirth()
  properties = new Map<PropertyKey, Value | Accessor>()
  /** Set when there may be properties, or elements, that are not known. */
  contentsUnknown: Unknown | undefined
  frozen = false
  /** Own properties that enumeration skips. */
  hidden: Set<PropertyKey> | undefined
  /** The dialect's object that an instance of a class derived from it stands for. */
  host: HostValue | undefined

  /** @param prototype undefined stands for the built-in prototype of the kind, null for none */
  constructor(public prototype: ObjectValue | null | undefined = undefined) {}

  snapshot(): unknown {
    const { properties, contentsUnknown } = this
    return { properties: new Map(properties), contentsUnknown, extra: this.snapshotExtra() } satisfies ObjectSnapshot
  }

  restore(snapshot: unknown): void {
    const { properties, contentsUnknown, extra } = snapshot as ObjectSnapshot
    this.properties = new Map(properties)
    this.contentsUnknown = contentsUnknown
    this.restoreExtra(extra)
  }

  merge(a: unknown, b: unknown, join: (a: Value, b: Value) => Value): unknown {
    const [x, y] = [a as ObjectSnapshot, b as ObjectSnapshot]
    let contentsUnknown = x.contentsUnknown ?? y.contentsUnknown
    const properties = new Map<PropertyKey, Value | Accessor>()
    for (const key of new Set([...x.properties.keys(), ...y.properties.keys()])) {
      const [p, q] = [x.properties.get(key), y.properties.get(key)]
      if (p instanceof Accessor || q instanceof Accessor) properties.set(key, p ?? q)
      else properties.set(key, p === q ? p : join(p, q))
      if (!x.properties.has(key) || !y.properties.has(key)) contentsUnknown ??= new Unknown('differs between branches')
    }
    const extra = this.mergeExtra(x.extra, y.extra, join)
    if (extra instanceof Unknown) return { properties, contentsUnknown: contentsUnknown ?? extra, extra: x.extra }
    return { properties, contentsUnknown, extra }
  }

  protected snapshotExtra(): unknown {
    return undefined
  }

  protected restoreExtra(_extra: unknown): void {}

  protected mergeExtra(_a: unknown, _b: unknown, _join: (a: Value, b: Value) => Value): unknown {
    return undefined
  }
}

/** What `import * as name` sees of a file: a getter an export. */
export class NamespaceValue extends ObjectValue {
  constructor(readonly file: string) {
    super(null)
  }
}

/** An array; holes are holes. */
export class ArrayValue extends ObjectValue {
  constructor(
    public elements: Value[],
    prototype?: ObjectValue,
  ) {
    super(prototype)
  }

  protected override snapshotExtra(): unknown {
    return this.elements.slice()
  }

  protected override restoreExtra(extra: unknown): void {
    this.elements = (extra as Value[]).slice()
  }

  protected override mergeExtra(a: Value[], b: Value[], join: (a: Value, b: Value) => Value): unknown {
    if (a.length !== b.length) return new Unknown('its length differs between branches')
    return a.map((value, index) => (value === b[index] ? value : join(value, b[index])))
  }
}

/** An array of numbers of one size, such as a `Float32Array`. */
export class TypedArrayValue extends ArrayValue {
  /** @param type the name of its class */
  constructor(readonly type: string) {
    super([])
  }

  /** The number as an array of this kind keeps it. */
  round(value: number): number {
    const kind = (globalThis as unknown as Record<string, { of(value: number): ArrayLike<number> }>)[this.type]!
    return kind.of(value)[0]!
  }
}

/** A regular expression; where its next search starts is its property `lastIndex`. */
export class RegExpValue extends ObjectValue {
  constructor(readonly pattern: RegExp) {
    super()
    this.properties.set('lastIndex', 0)
    this.hidden = new Set(['lastIndex'])
  }
}

/** A `Map`, or an object of one's own made from it. Keys are compared as JavaScript does. */
export class MapValue extends ObjectValue {
  entries = new Map<unknown, [Value, Value]>()

  protected override snapshotExtra(): unknown {
    return new Map(this.entries)
  }

  protected override restoreExtra(extra: unknown): void {
    this.entries = new Map(extra as Map<unknown, [Value, Value]>)
  }

  protected override mergeExtra(
    a: Map<unknown, [Value, Value]>,
    b: Map<unknown, [Value, Value]>,
    join: (a: Value, b: Value) => Value,
  ): unknown {
    const merged = new Map<unknown, [Value, Value]>()
    if (a.size !== b.size) return new Unknown('its entries differ between branches')
    for (const [key, [name, value]] of a) {
      const other = b.get(key)
      if (!other) return new Unknown('its entries differ between branches')
      merged.set(key, [name, value === other[1] ? value : join(value, other[1])])
    }
    return merged
  }
}

/** A `Set`. */
export class SetValue extends MapValue {}

/** What happens when a promise is kept or broken. */
export interface Reaction {
  kept(value: Value): void
  broken(value: Value): void
}

interface PromiseState {
  readonly state: PromiseValue['state']
  readonly value: Value
  readonly reactions: readonly Reaction[]
}

/** A `WeakMap`; nothing is ever collected. */
export class WeakMapValue extends MapValue {}

/** A `WeakSet`. */
export class WeakSetValue extends SetValue {}

/** A promise: its value where it is known, else an unknown. */
export class PromiseValue extends ObjectValue {
  state: 'pending' | 'kept' | 'broken'
  /** What waits for it while it is pending. */
  reactions: readonly Reaction[] = []

  constructor(
    public value: Value,
    rejected = false,
  ) {
    super()
    this.state = rejected ? 'broken' : 'kept'
  }

  /** A promise that is neither kept nor broken yet. */
  static pending(): PromiseValue {
    const promise = new PromiseValue(undefined)
    promise.state = 'pending'
    return promise
  }

  get rejected(): boolean {
    return this.state === 'broken'
  }

  protected override snapshotExtra(): unknown {
    const { state, value, reactions } = this
    return { state, value, reactions } satisfies PromiseState
  }

  protected override restoreExtra(extra: unknown): void {
    Object.assign(this, extra as PromiseState)
  }

  protected override mergeExtra(a: unknown, b: unknown, join: (a: Value, b: Value) => Value): unknown {
    const [x, y] = [a as PromiseState, b as PromiseState]
    if (x.state === y.state) {
      const reactions = x.reactions === y.reactions ? x.reactions : [...new Set([...x.reactions, ...y.reactions])]
      return { state: x.state, value: x.value === y.value ? x.value : join(x.value, y.value), reactions }
    }
    const value = new Unknown('it is not known when this promise is kept')
    return { state: 'kept', value, reactions: [] } satisfies PromiseState
  }
}

/** The state of an iteration, advanced by `next`. */
export class IteratorValue extends ObjectValue implements ValueIterator {
  /** How often the source was advanced in truth, and as far as this path knows. */
  private advanced = 0
  private position = 0

  constructor(readonly source: ValueIterator) {
    super()
  }

  /** The next value; unknown where a path that may not be taken has advanced the iteration. */
  next(sent?: Value): IterationStep {
    return this.advance(() => this.source.next(sent))
  }

  return(value?: Value): IterationStep {
    return this.advance(() => this.source.return?.(value) ?? { done: true, value })
  }

  throw(error: Value, node: ts.Node): IterationStep {
    return this.advance(() => this.source.throw!(error, node))
  }

  private advance(move: () => IterationStep): IterationStep {
    if (this.position !== this.advanced) {
      const unknown = new Unknown('how far this iteration has come differs between branches')
      return { done: false, value: unknown, unknown }
    }
    this.advanced += 1
    this.position += 1
    return move()
  }

  protected override snapshotExtra(): unknown {
    return this.position
  }

  protected override restoreExtra(extra: unknown): void {
    this.position = extra as number
  }

  protected override mergeExtra(a: unknown, b: unknown): unknown {
    return a === b ? a : -1
  }
}

/** What an asynchronous generator gives; every request is answered with a promise. */
export class AsyncIteratorValue extends ObjectValue {
  constructor(readonly ask: (how: { kind: 'next' | 'throw' | 'return'; value: Value }) => Value) {
    super()
  }
}

/** One step of an iteration; `unknown` says that it is not known whether there is another value, and why. */
export interface IterationStep {
  readonly done: boolean
  readonly value: Value
  readonly unknown?: Unknown
}

/** Gives values one by one. */
export interface ValueIterator {
  next(sent?: Value): IterationStep
  return?(value?: Value): IterationStep | undefined
  /** Throws an error at the place where a generator waits. */
  throw?(error: Value, node: ts.Node): IterationStep
}

/** A built-in function. */
export type NativeCall = (
  context: import('./evaluation').Evaluation,
  self: Value,
  args: Value[],
  site: import('./host').CallSite,
) => Value

/** A function or class of the user's, or a built-in. */
export class FunctionValue extends ObjectValue {
  name = ''
  node: ts.FunctionLikeDeclaration | undefined
  classNode: ts.ClassLikeDeclaration | undefined
  scope: Scope | undefined
  /** The frame whose `this` an arrow function sees. */
  lexicalFrame: Frame | undefined
  /** The prototype in whose parent `super` looks. */
  home: ObjectValue | undefined
  native: NativeCall | undefined
  nativeConstruct: NativeCall | undefined
  /** What `extends` named, for a derived class. */
  base: FunctionValue | HostValue | Unknown | undefined
  derived = false
  fields: ClassField[] | undefined
  /** Whether a call to it was evaluated. */
  called = false
}

export interface ClassField {
  readonly key: PropertyKey
  readonly initializer: ts.Expression | undefined
}

export function nativeFunction(name: string, call: NativeCall, construct?: NativeCall): FunctionValue {
  const value = new FunctionValue()
  value.name = name
  value.native = call
  value.nativeConstruct = construct
  return value
}
