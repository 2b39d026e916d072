import ts from 'typescript'
import type { Graph, Layer } from '../../builder/graph'
import { kindOf } from '../../builder/layerKinds'
import { analyse } from '../analysis'
import { modelSource } from '../source/modelSource'
import type { Replacement } from './kerasOnly'
import { ImportError, kerasProgram } from './kerasProgram'

/** The network that the text of a saved model describes. Throws {@link ImportError} where it cannot be read. */
export function importedGraph(text: string, weights?: string): Graph {
  const { program, replacements } = kerasProgram(text)
  const source = ts.createSourceFile('/saved.ts', program, ts.ScriptTarget.Latest, true)
  // Nobody waits for a keystroke here.
  const limits = { milliseconds: 10_000, steps: 50_000_000 }
  const { models, problems } = analyse(source, { resolve: () => undefined, parse: () => undefined }, { limits })
  const error = problems.find(({ severity }) => severity === 'error')
  if (error) throw new ImportError(error.message)
  const model = models.at(-1)
  if (!model) throw new ImportError('the layers of the file make no network')
  const { graph } = model
  const layers = graph.layers.map(layer => replaced(layer, replacements.get(layer.weightsOf ?? layer.name)))
  return { ...graph, layers, info: { ...graph.info, ...(weights === undefined ? {} : { weights }) } }
}

/** The layer that the file means, where TensorFlow.js's stands for it. */
function replaced(layer: Layer, replacement: Replacement | undefined): Layer {
  if (replacement === undefined) return layer
  const { kind = layer.kind, options } = replacement
  const known = kindOf({ kind }).options
  const before = replacement.kind === undefined ? layer.options : {}
  const parsed = Object.entries(known).map(([name, option]) => {
    if (options[name] === undefined && name in before) return [name, before[name]]
    const value = option.parse(options[name] ?? option.defaultInput)
    return [name, value]
  })
  return { ...layer, kind, options: Object.fromEntries(parsed) }
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
