/** What came of a job of the engine's, or why nothing did and what helps. */
export type JobAnswer =
  | { readonly result: object }
  | { readonly error: { readonly message: string; readonly action: string } }

/** Has the engine do a job in a process of its own; the signal ends it. */
export type RunJob = (job: object, signal: AbortSignal) => Promise<JobAnswer>
