import type { Graph } from '../builder/graph'
import { formatShape } from '../builder/shape'
import type { Analysis } from './analysis'
import { siteAround } from './features/diagnostics'
import type { Location, Span } from './span'

/** What a panel needs to show the models of a file and to follow the cursor. */
export interface FileGraphs {
  /** In the order of the text. */
  readonly models: readonly ShownGraph[]
  /** What the given offset is at; absent where that is no layer and no model. */
  readonly at?: {
    /** Which of {@link models}. */
    readonly model: number
    /** Names of the layers that the call at the offset makes in that model, several in a loop. */
    readonly layers: readonly string[]
  }
}

export interface ShownGraph {
  readonly name: string
  readonly graph: Graph
  /** The call that makes the model. */
  readonly span: Span
  /** Where each layer is made, from its name to the closing parenthesis. */
  readonly sites: readonly { readonly layer: string; readonly location: Location }[]
  /** Why the network cannot be run, such as a size in symbols; absent where it can. */
  readonly notRunnable?: string
}

/** The graphs of a file's models, with the place of every layer, and what is at the offset. */
export function fileGraphs(analysis: Analysis, offset?: number): FileGraphs {
  const models = analysis.models.map(({ name, graph, span, instances }) => ({
    name,
    graph,
    span,
    sites: instances.map(({ name: layer, site }) => ({
      layer,
      location: { file: site.call.getSourceFile().fileName, ...site.callSpan },
    })),
    notRunnable: whyNotRunnable(graph),
  }))
  return { models, at: offset === undefined ? undefined : whatIsAt(analysis, offset) }
}

function whatIsAt(analysis: Analysis, offset: number): FileGraphs['at'] {
  const { models } = analysis
  const site = siteAround(analysis, { start: offset, end: offset })
  // A layer's call may stand within the model's: the innermost counts.
  for (const [index, { instances }] of site ? models.entries() : []) {
    const layers = instances.filter(instance => instance.site.call === site!.call).map(({ name }) => name)
    if (layers.length > 0) return { model: index, layers }
  }
  const model = models.findIndex(({ span }) => span.start <= offset && offset <= span.end)
  return model < 0 ? undefined : { model, layers: [] }
}

function whyNotRunnable({ layers }: Graph): string | undefined {
  for (const { name, outputShapes, unknownOptions } of layers) {
    if (unknownOptions?.length) return `${unknownOptions.join(' and ')} of ${name} is not known`
    const open = outputShapes.find(shape => shape.some(size => typeof size !== 'number'))
    if (open) return `the size of ${name} is ${formatShape(open)}; give the input a size to run it`
  }
  return undefined
}
