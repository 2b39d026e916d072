import type { Graph } from '../builder/graph'
import { zoo } from '../builder/zoo/index'
import type { Analysis } from './analysis'
import { UsageError } from './commandLine/commandArguments'
import { networkNamed } from './commandLine/zooCommand'
import { compareGraphs } from './compare/compareGraphs'
import { comparisonMarkdown } from './compare/comparisonText'
import { ExportError, exportSteps } from './export/step'
import { targets } from './export/targets'
import { toOnnx } from './export/toOnnx'
import { holdsWeights } from './import/holdsWeights'
import { importModel } from './import/importModel'
import { ImportError } from './import/kerasProgram'
import { modelSource } from './source/modelSource'

/** A model that a command of the editor means: of an open document, of another text of it, or of the zoo. */
export type ModelReference =
  | { readonly uri: string; readonly model: string; readonly text?: string }
  | { readonly zoo: string; readonly settings?: readonly (readonly [string, string])[] }

/** What a command gets: a text to show, or why there is none, for the user. */
export type TextAnswer = { readonly text: string } | { readonly problem: string }

/** Finds the analysis of a document, or what it would yield with another text. */
export type Analyses = (uri: string, text?: string) => Analysis | undefined

/** The networks of the zoo and the options of each, for a list to choose from. */
export function listZoo() {
  return Object.entries(zoo).map(([name, { options }]) => ({ name, options }))
}

/** A comparison of two models, in Markdown. */
export function compareModels(before: ModelReference, after: ModelReference, analyses: Analyses): TextAnswer {
  return textOr(() => {
    const [old, now] = [before, after].map(reference => graphOf(reference, analyses))
    return comparisonMarkdown(compareGraphs(old, now), { before: titleOf(before), after: titleOf(after) })
  })
}

/** A network of the zoo as a program. */
export function newModel(name: string, settings: readonly (readonly [string, string])[]): TextAnswer {
  return textOr(() => {
    const source = modelSource(networkNamed(name, settings).graph)
    if (typeof source === 'string') return source
    throw new UsageError(source.message)
  })
}

/** A model as a program for another library. */
export function exportModel(model: ModelReference, to: string, analyses: Analyses): TextAnswer {
  return textOr(() => {
    const target = Object.entries(targets).find(([word]) => word === to)?.[1]
    if (!target) throw new UsageError(`there is no export to ${to}`)
    return target.write(graphOf(model, analyses))
  })
}

/** What the engine is to do, but for the weights and the place to write to; or why it cannot. */
export type JobOffer = { readonly job: object; readonly weights?: string } | { readonly problem: string }

/** The job that writes a model's weights, or with `onnx` all of it; and the file that the model names for its weights. */
export function exportJob(model: ModelReference, format: string, analyses: Analyses): JobOffer {
  return answerOr(() => {
    const graph = graphOf(model, analyses)
    if (!['onnx', 'safetensors', 'tfjs'].includes(format)) throw new UsageError(`there are no weights as ${format}`)
    // Refuses what has no size, of which there are no weights either.
    exportSteps(graph, new Set())
    const whole = format === 'onnx' ? { model: toOnnx(graph) } : {}
    const { weights } = graph.info
    return { job: { kind: 'weights', format, graph, seed: 0, ...whole }, ...(weights === undefined ? {} : { weights }) }
  })
}

/** A saved model as a program, from the JSON that describes it; `file` is the path of the saved file, seen from the program's. */
export function importSaved(text: string, file: string): TextAnswer {
  return textOr(() => importModel(text, holdsWeights(file, text) ? file : undefined))
}

function graphOf(reference: ModelReference, analyses: Analyses): Graph {
  if ('zoo' in reference) return networkNamed(reference.zoo, reference.settings ?? []).graph
  const { uri, model, text } = reference
  const models = analyses(uri, text)?.models ?? []
  const found = models.find(({ name }) => name === model) ?? (models.length === 1 ? models[0] : undefined)
  if (found) return found.graph
  throw new UsageError(
    `${uri.split('/').at(-1)} makes no model ${model}${text === undefined ? '' : ' in the last commit'}`,
  )
}

function titleOf(reference: ModelReference): string {
  if ('zoo' in reference) return reference.zoo
  return reference.text === undefined ? reference.model : `${reference.model} (last commit)`
}

function textOr(make: () => string): TextAnswer {
  return answerOr(() => ({ text: make() }))
}

function answerOr<Answer>(make: () => Answer): Answer | { readonly problem: string } {
  try {
    return make()
  } catch (error) {
    if (error instanceof UsageError || error instanceof ExportError || error instanceof ImportError) {
      return { problem: error.message }
    }
    throw error
  }
}
