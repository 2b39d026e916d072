import type { Analysis } from '../analysis'
import { UsageError } from '../commandLine/commandArguments'
import type { Terminal } from '../commandLine/commandLine'
import { isGlob, matchesGlob } from '../configuration/globs'
import { Workspace } from '../workspace'
import type { FileSystem } from './fileSystem'
import { isSource, SKIPPED_FOLDERS } from './sourceNames'

export interface Analysed {
  /** As the user is to read it: relative to the working folder where it lies in it. */
  readonly name: string
  readonly file: string
  readonly analysis: Analysis
}

/** Analyses files; throws a {@link UsageError} for one that is not there. */
export function analyseFiles(
  paths: readonly string[],
  terminal: Terminal,
): { workspace: Workspace; analysed: Analysed[] } {
  const { files, workingFolder } = terminal
  const absolutes = paths.map(path => absolute(path, terminal))
  for (const [index, file] of absolutes.entries()) {
    if (files.directoryExists(file)) throw new UsageError(`${paths[index]} is a folder; name the files in it`)
    if (!files.fileExists(file)) throw new UsageError(`there is no file ${paths[index]}`)
    if (files.readFile(file) === undefined) throw new UsageError(`${paths[index]} cannot be read`)
  }
  const folders = new Set([workingFolder, ...absolutes.map(file => projectFolder(file, files))])
  // Nobody waits for a keystroke here: what takes long in an editor may take its time.
  const workspace = new Workspace(files, [...folders], { milliseconds: 10_000, steps: 50_000_000 })
  const analysed = absolutes.map((file, index) => ({ name: paths[index], file, analysis: workspace.analysis(file)! }))
  return { workspace, analysed }
}

/** The files that paths mean: a folder stands for every source file in it, a pattern for every source file that it matches. */
export function sourceFiles(paths: readonly string[], terminal: Terminal): string[] {
  const found = paths.flatMap(path => {
    if (!isGlob(path)) return sourcesIn(absolute(path, terminal), terminal)
    const pattern = absolute(path, terminal)
    const root = pattern.slice(0, pattern.slice(0, pattern.search(/[*?{]/)).lastIndexOf('/'))
    const matching = terminal.files.directoryExists(root)
      ? sourcesIn(root, terminal).filter(file => matchesGlob(absolute(file, terminal), pattern))
      : []
    if (matching.length === 0) throw new UsageError(`no file matches ${path}`)
    return matching
  })
  return [...new Set(found)]
}

/** A path as the user is to read it. */
export function shown(file: string, { workingFolder }: Terminal): string {
  return file.startsWith(`${workingFolder}/`) ? file.slice(workingFolder.length + 1) : file
}

function sourcesIn(path: string, terminal: Terminal): string[] {
  const { files } = terminal
  if (!files.directoryExists(path)) return [shown(path, terminal)]
  return [...files.list(path)].sort().flatMap(name => {
    const inside = `${path}/${name}`
    if (name.startsWith('.') || SKIPPED_FOLDERS.has(name)) return []
    if (files.directoryExists(inside)) return sourcesIn(inside, terminal)
    return isSource(name) ? [shown(inside, terminal)] : []
  })
}

/** The nearest folder around a file that holds a package.json, else the file's own. */
function projectFolder(file: string, files: FileSystem): string {
  const parts = file.split('/').slice(0, -1)
  for (let length = parts.length; length > 1; length -= 1) {
    const folder = parts.slice(0, length).join('/')
    if (files.fileExists(`${folder}/package.json`)) return folder
  }
  return parts.join('/') || '/'
}

/** The absolute path of a file that was named from the working folder. */
export function absolute(path: string, { workingFolder }: Pick<Terminal, 'workingFolder'>): string {
  const full = /^(\/|[A-Za-z]:)/.test(path) ? path : `${workingFolder}/${path}`
  const parts: string[] = []
  for (const part of full.replaceAll('\\', '/').split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && (part !== '' || parts.length === 0)) parts.push(part)
  }
  return parts.join('/') || '/'
}
