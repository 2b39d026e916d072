/** A stretch of a file, in UTF-16 units from its start; `end` is behind the last one. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A stretch of a named file. */
export interface Location extends Span {
  readonly file: string
}
