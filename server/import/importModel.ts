import ts from 'typescript'
import type { Graph } from '../../builder/graph'
import { analyse } from '../analysis'
import { modelSource } from '../modelSource'
import { ImportError, kerasProgram } from './kerasProgram'

/** The network that the text of a saved model describes. Throws {@link ImportError} where it cannot be read. */
export function importedGraph(text: string, weights?: string): Graph {
  const program = ts.createSourceFile('/saved.ts', kerasProgram(text), ts.ScriptTarget.Latest, true)
  const { models, problems } = analyse(program, { resolve: () => undefined, parse: () => undefined })
  const error = problems.find(({ severity }) => severity === 'error')
  if (error) throw new ImportError(error.message)
  const model = models.at(-1)
  if (!model) throw new ImportError('the layers of the file make no network')
  const { graph } = model
  return { ...graph, info: { ...graph.info, ...(weights === undefined ? {} : { weights }) } }
}

/**
 * A saved model as a program in the builder's words; `weights` is the path of its weights, seen from the program's file.
 *
 * Throws {@link ImportError} where the file cannot be read, or the builder lacks something of it.
 */
export function importModel(text: string, weights?: string): string {
  const source = modelSource(importedGraph(text, weights))
  if (typeof source === 'string') return source
  throw new ImportError(source.message)
}
