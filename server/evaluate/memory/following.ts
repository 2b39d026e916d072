import type ts from 'typescript'
import { type Mutable, nextBirth, ObjectValue, type Value } from '../values'
import { likenessOf } from './likeness'

/** A variable of a file, and what it held. Undefined where the file has none of the name. */
export interface Read {
  readonly file: string
  readonly name: string
  readonly likeness: string | undefined
}

/**
 * What a call in progress reads and changes outside of itself. A call is closed as long as that is nothing but
 * its arguments and variables of files, so that it would do the same again wherever these are alike.
 */
export class Following {
  private readonly start = nextBirth()
  private closed = true
  readonly reads = new Map<string, Read>()
  /** The functions that were called, and those that were made, by their nodes. */
  readonly called = new Set<ts.Node>()
  readonly made = new Set<ts.Node>()

  constructor(
    /** The call around it that is followed too. */
    readonly outer: Following | undefined,
  ) {}

  get isClosed(): boolean {
    return this.closed
  }

  /** To be called for whatever cannot be done again by what is known of the call alone. */
  open(): void {
    for (let call: Following | undefined = this; call; call = call.outer) call.closed = false
  }

  /** To be called where something is changed, or read of which no likeness is kept. */
  touch({ birth }: Pick<Mutable, 'birth'>): void {
    for (let call: Following | undefined = this; call && birth < call.start; call = call.outer) call.closed = false
  }

  /** To be called where `this` is read. */
  touchValue(value: Value): void {
    if (value instanceof ObjectValue) this.touch(value)
    else if (value !== undefined) this.open()
  }

  /** To be called where a variable of a file is read. */
  read(file: string, name: string, value: Value): void {
    const key = `${file}\0${name}`
    if (this.reads.has(key)) return
    const likeness = likenessOf(value)
    if (likeness === undefined) this.open()
    else this.reads.set(key, { file, name, likeness })
  }

  /** To be called where a name is found in no scope of the file. */
  readAbsent(file: string, name: string): void {
    this.reads.set(`${file}\0${name}`, { file, name, likeness: undefined })
  }

  /** What a call within it read and did happened within it too. */
  take({ reads, called }: { readonly reads: ReadonlyMap<string, Read>; readonly called: ReadonlySet<ts.Node> }): void {
    for (const [key, read] of reads) if (!this.reads.has(key)) this.reads.set(key, read)
    for (const node of called) this.called.add(node)
  }
}
