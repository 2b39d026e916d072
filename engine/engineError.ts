/** What can go wrong outside our own code; each has one cure, which the panel shows. */
export type EngineErrorCode =
  | 'no-backend'
  | 'backend-failed'
  | 'out-of-memory'
  | 'no-network'
  | 'unsupported-layer'
  | 'unknown-size'
  | 'unknown-layer'
  | 'unknown-image'
  | 'unknown-class'
  | 'unknown-method'
  | 'not-explainable'
  | 'wrong-image'
  | 'missing-input'
  | 'broken-manifest'
  | 'missing-shard'
  | 'truncated-shard'
  | 'unsupported-weights'
  | 'weights-do-not-fit'
  | 'weights-not-finite'
  | 'result-not-finite'
  | 'cancelled'
  | 'malformed-request'
  | 'internal'

/** An error with a code, a message that names the thing at fault, and the one action that helps. */
export class EngineError extends Error {
  override readonly name = 'EngineError'

  constructor(
    readonly code: EngineErrorCode,
    message: string,
    readonly action: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
