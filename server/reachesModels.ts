import ts from 'typescript'
import type { ModuleFiles } from './analysis'
import { BUILDER_MODULE } from './dialects/builder'
import { namesTensorFlow } from './dialects/tfjs/packages'

const quoted = [`'${BUILDER_MODULE}'`, `"${BUILDER_MODULE}"`]

/** More files than a model has; a project that imports more without naming the builder is about something else. */
const MOST_FILES = 200

/**
 * Whether a file, or anything it imports, names one of the libraries that networks are written with. Where none does,
 * there is nothing to evaluate: most files of a project are of that kind.
 */
export function reachesModels(sourceFile: ts.SourceFile, modules: ModuleFiles): boolean {
  const seen = new Set([sourceFile.fileName])
  const waiting = [sourceFile]
  for (const file of waiting) {
    if (quoted.some(name => file.text.includes(name)) || namesTensorFlow(file.text)) return true
    if (seen.size > MOST_FILES) return false
    for (const { fileName: specifier } of ts.preProcessFile(file.text, true, true).importedFiles) {
      const imported = modules.resolve(specifier, file.fileName)
      if (imported === undefined || seen.has(imported) || imported.endsWith('.json')) continue
      seen.add(imported)
      const source = modules.parse(imported)
      if (source) waiting.push(source)
    }
  }
  return false
}
