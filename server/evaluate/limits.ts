/** How much one evaluation may cost. */
export interface Limits {
  /** Nodes evaluated for one module or one uncalled function. */
  readonly steps: number
  /** Milliseconds of all together. */
  readonly milliseconds: number
  /** Calls within calls. */
  readonly calls: number
  /** Expressions and statements within one another, calls counted through. */
  readonly nesting: number
  /** Turns of one loop. */
  readonly turns: number
  /** Elements and characters made in all. */
  readonly data: number
  /** Elements of an array, characters of a string. */
  readonly size: number
  /** Layers made in all: no network that people write has as many; a loop without end does. */
  readonly layers: number
  /** Layers that all models hold together, one that several hold counted in each. */
  readonly modelLayers: number
}

export const defaultLimits: Limits = {
  steps: 1_500_000,
  milliseconds: 250,
  calls: 200,
  nesting: 1_500,
  turns: 20_000,
  data: 10_000_000,
  size: 100_000,
  layers: 5_000,
  modelLayers: 10_000,
}
