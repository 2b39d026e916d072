/** What the panel shows, as plain data: the extension makes a page of it. */
export interface Report {
  readonly title: string
  /** The file that makes the model, and what holds for all sections. */
  readonly lines: readonly string[]
  readonly sections: readonly ReportSection[]
}

export interface ReportSection {
  readonly title: string
  readonly parts: readonly ReportPart[]
}

export type ReportPart =
  | { readonly kind: 'text'; readonly text: string }
  /** A PNG file, and what it shows. */
  | { readonly kind: 'picture'; readonly text: string; readonly data: Uint8Array<ArrayBuffer> }
  /** An SVG file. */
  | { readonly kind: 'drawing'; readonly text: string; readonly svg: string }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }
