/** What is wrong with a network, as a value: lower case, no full stop, the rule and the numbers it broke. */
export interface Problem {
  /** The rule that is broken, in kebab case: the code of the diagnostic. */
  readonly rule: string
  /** The option at fault, where it is one. */
  readonly option?: string
  readonly message: string
}

export function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'rule' in value && 'message' in value
}

/** Thrown at run time by the builder for a wrong network; names the layer, the option, the rule and the values. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError'

  constructor(
    readonly layer: string,
    readonly problem: Problem,
  ) {
    super(`${layer}: ${problem.option === undefined ? '' : `${problem.option}: `}${problem.message} (${problem.rule})`)
  }
}
