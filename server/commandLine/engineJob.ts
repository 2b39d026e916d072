import { type Graph, inputShapes, layersByName } from '../../builder/graph'
import { kindOf } from '../../builder/layerKinds'
import { UsageError } from './commandArguments'
import type { Terminal } from './commandLine'
import type { NamedModel } from './namedModels'
import { absolute } from './sourceFiles'

/** What the engine, which is a program of its own, says of a job: the result, or why there is none and what helps. */
export type EngineAnswer =
  | { readonly result: unknown }
  | { readonly error: { readonly message: string; readonly action: string } }

/** How what a file of weights holds met what the network needs. */
export interface WeightReport {
  readonly missing: readonly string[]
  readonly unused: readonly string[]
  readonly notes: readonly string[]
}

/** Has the engine do a job. Throws {@link UsageError} with what helps where it cannot. */
export function engineResult<Result>(job: object, { engine }: Terminal): Result {
  const answer = engine(job)
  if ('result' in answer) return answer.result as Result
  throw new UsageError(`${answer.error.message}. ${answer.error.action}`)
}

/**
 * The absolute path of the weights: those that were asked for, else those that the model names, if they are there. Throws
 * {@link UsageError} where those that were asked for are not.
 */
export function weightsPath(
  { file, graph }: NamedModel,
  asked: string | undefined,
  terminal: Terminal,
): string | undefined {
  if (asked !== undefined) {
    const path = absolute(asked, terminal)
    if (!terminal.files.fileExists(path)) throw new UsageError(`there is no file ${asked}`)
    return path
  }
  const { weights } = graph.info
  if (file === undefined || weights === undefined) return undefined
  const path = absolute(weights, { workingFolder: file.slice(0, file.lastIndexOf('/')) })
  if (terminal.files.fileExists(path)) return path
  terminal.printError(`there is no file ${weights}, which ${graph.name} names for its weights`)
  return undefined
}

/** Tells what of the weights is not as it was trained. */
export function tellWeights(graph: Graph, report: WeightReport | undefined, terminal: Terminal): void {
  if (report === undefined) {
    if (hasWeights(graph))
      terminal.printError(`the weights of ${graph.name} are random; give trained ones with --weights`)
    return
  }
  const { missing, notes } = report
  if (missing.length > 0) {
    const first = missing.slice(0, 3).join(', ')
    const more = missing.length > 3 ? ` and ${missing.length - 3} more` : ''
    terminal.printError(`the file has no weights for ${first}${more}; they are random`)
  }
  for (const note of notes) terminal.printError(note)
}

/** Whether any layer learns; what computes without weights is never untrained. */
function hasWeights(graph: Graph): boolean {
  const layers = layersByName(graph)
  return graph.layers.some(
    layer => kindOf(layer).weights(layer.options as never, inputShapes(layer, layers)).length > 0,
  )
}
