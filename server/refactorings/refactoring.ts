import type { Analysis, Fix, LayerSite } from '../analysis'

/** A change of a network that keeps what goes in and what comes out: a way to make it smaller or better. Made by {@link defineRefactoring}. */
export interface Refactoring {
  /** Kebab-case name, and that of its file. */
  readonly id: string
  /** The change at a layer's call; undefined where it is not made for that layer. */
  propose(site: LayerSite, analysis: Analysis): Proposal | undefined
}

export interface Proposal {
  /** Imperative; what it changes in numbers is put behind it: `Make depthwise separable`. */
  readonly title: string
  readonly edits: Fix['edits']
  /** The calls whose layers are changed; their parameters are told. The call itself where nothing is said. */
  readonly sites?: readonly LayerSite[]
}

export function defineRefactoring(refactoring: Refactoring): Refactoring {
  return refactoring
}
