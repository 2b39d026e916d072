import type { Graph } from '../webview/protocol'

/** Counted from 0, as the editor does. */
export interface Place {
  readonly line: number
  readonly character: number
}

export interface PlaceRange {
  readonly start: Place
  readonly end: Place
}

/** The server's answer to `convolens/graph`. */
export interface FileGraphs {
  readonly models: readonly ModelGraph[]
  /** What is at the position asked for. */
  readonly at?: { readonly model: number; readonly layers: readonly string[] }
  readonly problems: readonly { readonly range: PlaceRange; readonly severity: number; readonly message: string }[]
}

export interface ModelGraph {
  readonly name: string
  readonly graph: Graph
  readonly range: PlaceRange
  readonly sites: readonly Site[]
  /** Why the network cannot be run; absent where it can. */
  readonly notRunnable?: string
}

/** The call that makes a layer. */
export interface Site {
  readonly layer: string
  readonly uri: string
  readonly range: PlaceRange
}

/** The layers made by the innermost call at a place, several in a loop; none elsewhere. */
export function layersAt(sites: readonly Site[], uri: string, place: Place): string[] {
  const around = sites.filter(site => site.uri === uri && contains(site.range, place))
  if (around.length === 0) return []
  const { range } = around.reduce((inner, site) => (contains(inner.range, site.range.start) ? site : inner))
  return around.filter(site => equal(site.range, range)).map(({ layer }) => layer)
}

/** The model of a panel: of its name, else the only one, which was renamed then. */
export function findModel({ models }: FileGraphs, name: string): ModelGraph | undefined {
  return models.find(model => model.name === name) ?? (models.length === 1 ? models[0] : undefined)
}

/** Why a model cannot be shown: an error in its file (lines from 1), sizes that are not known, or there is none. */
export type Reason =
  | { readonly kind: 'error'; readonly line: number; readonly message: string }
  | { readonly kind: 'notRunnable'; readonly message: string }
  | { readonly kind: 'missing' }

/** Why the model cannot be shown as the code stands; undefined where it can. */
export function whyNotShown(graphs: FileGraphs, model: ModelGraph | undefined): Reason | undefined {
  const problem = graphs.problems.find(({ severity }) => severity === ERROR)
  const error: Reason | undefined = problem && {
    ...{ kind: 'error', line: problem.range.start.line + 1, message: problem.message },
  }
  // With several models, the error may be one of another.
  if (model !== undefined && model.notRunnable === undefined) return graphs.models.length > 1 ? undefined : error
  if (error !== undefined) return error
  const message = model?.notRunnable
  return message === undefined ? { kind: 'missing' } : { kind: 'notRunnable', message }
}

/** Of a diagnostic. */
const ERROR = 1

function contains({ start, end }: PlaceRange, place: Place): boolean {
  return compare(start, place) <= 0 && compare(place, end) <= 0
}

function equal(a: PlaceRange, b: PlaceRange): boolean {
  return compare(a.start, b.start) === 0 && compare(a.end, b.end) === 0
}

function compare(a: Place, b: Place): number {
  return a.line - b.line || a.character - b.character
}
