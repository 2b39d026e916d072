import type { Random } from './random'

/** Something that takes what others give it, and the cases it is tried with. */
export interface FuzzKind {
  /** Makes ready what all cases share. */
  start(): Promise<Trial> | Trial
}

export interface Trial {
  /** Makes one case and tries it. What is thrown went wrong too. */
  try(random: Random): Promise<Tried> | Tried
  end(): Promise<void> | void
}

export interface Tried {
  /** What was tried, to be written down where it went wrong. */
  readonly input: string | Uint8Array
  /** What went wrong: the same for faults that have the same cause, as far as that can be told. */
  readonly fault?: string
}
