import type { Analysis, Fix } from '../analysis'
import { type Contract, contractsIn, contractText, everythingMade, holds, type Made } from '../contracts'
import type { Span } from '../span'

/** At a layer call that ends its line and has no shape contract: writes one behind it. */
export function insertContract(analysis: Analysis, span: Span): Fix[] {
  const places = missing(analysis)
  const here = places.filter(({ made }) => made.span.start <= span.end && span.start <= made.span.end)
  const [first] = here.sort((a, b) => length(a.made.span) - length(b.made.span))
  return first ? [{ title: `Add the shape contract ${first.text}`, edits: [first.edit] }] : []
}

/** Writes a shape contract behind every layer call of the file that ends its line and has none. */
export function insertContracts(analysis: Analysis): Fix | undefined {
  const places = missing(analysis)
  return places.length === 0
    ? undefined
    : { title: `Add shape contracts to all layers (${places.length})`, edits: places.map(({ edit }) => edit) }
}

/** Makes every shape contract of the file that does not hold say what its call makes. */
export function updateContracts(analysis: Analysis): Fix | undefined {
  const edits = contractsIn(analysis).flatMap(({ text, textSpan, made }) => {
    const right = made && !holds(text, made) ? contractText(made) : undefined
    return right === undefined ? [] : [{ span: textSpan, text: right }]
  })
  return edits.length === 0 ? undefined : { title: `Update all shape contracts (${edits.length})`, edits }
}

interface Place {
  readonly made: Made
  readonly text: string
  readonly edit: Fix['edits'][number]
}

/** One place a line, for its outermost call. Shapes that are not known, and inputs that are written out, promise nothing. */
function missing(analysis: Analysis): Place[] {
  const { text } = analysis.sourceFile
  const contracts = contractsIn(analysis)
  const places = new Map<number, Place>()
  for (const made of everythingMade(analysis)) {
    const behind = /^[ \t]*[,;]?[ \t]*(?=\r?\n|$)/.exec(text.slice(made.span.end))
    const shape = contractText(made)
    if (!behind || shape === undefined || isPromised(made, contracts) || /^input\b/.test(text.slice(made.span.start))) {
      continue
    }
    const at = made.span.end + behind[0].trimEnd().length
    places.set(at, { made, text: shape, edit: { span: { start: at, end: at }, text: ` // => ${shape}` } })
  }
  return [...places.values()].sort((a, b) => a.edit.span.start - b.edit.span.start)
}

function isPromised({ span }: Made, contracts: readonly Contract[]): boolean {
  return contracts.some(({ made }) => made?.span.start === span.start && made.span.end === span.end)
}

function length({ start, end }: Span): number {
  return end - start
}
