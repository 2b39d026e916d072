import type { Primitive } from './convert'
import type { Unknown, Value } from './values'

/** What is taken to hold of one parameter nobody supplies. */
type Assumption =
  | { readonly value: Primitive }
  /** It is none of these. */
  | { readonly not: readonly Primitive[] }
  /** It counts as true, or as false. */
  | { readonly truth: boolean }

/**
 * What is taken to hold of a function's parameters while one way through it is followed. Where a condition asks for
 * something that is not settled, both answers are followed, as always, and the question is noted: the function can then
 * be followed again, once for each answer, so that what comes behind the branches is known too.
 */
export class Assumptions {
  /** The ways that the first open question leads to; empty where there was none. */
  alternatives: readonly Assumptions[] = []
  /** Whether that question is which word a parameter is. */
  asksWord = false

  constructor(private readonly settled: ReadonlyMap<string, Assumption> = new Map()) {}

  /** In words: `modelType = 'cnn', skip = true`; undefined where nothing is assumed. */
  get text(): string | undefined {
    const parts = [...this.settled].map(([parameter, assumption]) => {
      if ('value' in assumption && assumption.value === undefined) return `${parameter} is absent`
      if ('value' in assumption) return `${parameter} = ${shown(assumption.value)}`
      if ('truth' in assumption) return `${parameter} is ${assumption.truth ? 'true' : 'false or absent'}`
      return `${parameter} ≠ ${assumption.not.map(shown).join(', ')}`
    })
    return parts.length === 0 ? undefined : parts.join(', ')
  }

  /** Whether a parameter is none of the words it is compared with, which may be a way that no caller takes. */
  get isOther(): boolean {
    return [...this.settled.values()].some(assumption => 'not' in assumption)
  }

  /** The value that a parameter, or a member of one, is taken to have, in the place of an unknown. */
  supply(unknown: Unknown): Value {
    const assumption = this.settled.get(unknown.parameter ?? '')
    return assumption && 'value' in assumption ? assumption.value : unknown
  }

  /** The value of a boolean parameter. */
  supplyBoolean(unknown: Unknown): Value {
    const assumption = this.settled.get(unknown.parameter ?? '')
    return assumption && 'truth' in assumption ? assumption.truth : unknown
  }

  /** Whether a parameter equals a word, where that is settled; else the question is noted. */
  equals(unknown: Unknown, other: Value): boolean | undefined {
    const { parameter } = unknown
    if (!parameter || typeof other !== 'string') return undefined
    const assumption = this.settled.get(parameter)
    if (assumption && 'truth' in assumption) return assumption.truth || other === '' ? undefined : false
    if (assumption && 'value' in assumption) return assumption.value === other
    const not = assumption && 'not' in assumption ? assumption.not : []
    if (not.includes(other)) return false
    this.ask(parameter, [{ value: other }, { not: [...not, other] }])
    return undefined
  }

  /** Whether a parameter counts as true, where that is settled; else the question is noted. */
  isTrue(unknown: Unknown): boolean | undefined {
    const { parameter } = unknown
    if (!parameter) return undefined
    const assumption = this.settled.get(parameter)
    if (assumption && 'truth' in assumption) return assumption.truth
    // Something that is no such word may be anything else.
    if (!assumption) this.ask(parameter, [{ truth: true }, { truth: false }])
    return undefined
  }

  /** Leaves out an optional parameter, or gives it. */
  isOmitted(parameter: string): boolean | undefined {
    const assumption = this.settled.get(parameter)
    if (!assumption) this.ask(parameter, [{ value: undefined }, { truth: true }])
    return assumption && 'value' in assumption && assumption.value === undefined
  }

  /** Words decide more than flags do, of which a program has many. */
  private ask(parameter: string, answers: readonly Assumption[]): void {
    const isWord = !answers.some(answer => 'truth' in answer)
    if (this.alternatives.length > 0 && (this.asksWord || !isWord)) return
    this.asksWord = isWord
    this.alternatives = answers.map(answer => new Assumptions(new Map([...this.settled, [parameter, answer]])))
  }
}

function shown(value: Primitive): string {
  return typeof value === 'string' ? `'${value}'` : String(value)
}
