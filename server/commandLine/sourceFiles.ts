import type { Analysis } from '../analysis'
import { isGlob, matchesGlob } from '../configuration/globs'
import type { FileSystem } from '../files/fileSystem'
import { isSource, SKIPPED_FOLDERS } from '../files/sourceNames'
import { Workspace } from '../workspace'
import { UsageError } from './commandArguments'
import type { Terminal } from './commandLine'

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
  refuseMissing(paths, terminal)
  const unread = paths.find(path => terminal.files.readFile(absolute(path, terminal)) === undefined)
  if (unread !== undefined) throw new UsageError(`${unread} cannot be read`)
  const workspace = newWorkspace(paths, terminal)
  const analysed = paths.map(name => {
    const file = absolute(name, terminal)
    return { name, file, analysis: workspace.analysis(file)! }
  })
  return { workspace, analysed }
}

/** Throws a {@link UsageError} for a path that is no file. */
export function refuseMissing(paths: readonly string[], terminal: Terminal): void {
  const { files } = terminal
  for (const path of paths) {
    const file = absolute(path, terminal)
    if (files.directoryExists(file)) throw new UsageError(`${path} is a folder; name the files in it`)
    if (!files.fileExists(file)) throw new UsageError(`there is no file ${path}`)
  }
}

/** A workspace of the projects that files lie in. */
export function newWorkspace(paths: readonly string[], terminal: Pick<Terminal, 'files' | 'workingFolder'>): Workspace {
  const { files, workingFolder } = terminal
  const around = new Set(paths.map(path => absolute(path, terminal).split('/').slice(0, -1).join('/')))
  const folders = new Set([workingFolder, ...[...around].map(folder => projectFolder(folder, files))])
  // Nobody waits for a keystroke here: what takes long in an editor may take its time.
  return new Workspace(files, [...folders], { milliseconds: 10_000, steps: 50_000_000 })
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
  const entries = files.list(path).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return entries.flatMap(({ name, kind }) => {
    const inside = `${path}/${name}`
    if (name.startsWith('.') || SKIPPED_FOLDERS.has(name)) return []
    if (kind === 'folder') return sourcesIn(inside, terminal)
    // A link to a folder may lead back to one above it.
    return isSource(name) && (kind === 'file' || files.fileExists(inside)) ? [shown(inside, terminal)] : []
  })
}

/** The nearest folder, from this one upwards, that holds a package.json, else the folder itself. */
function projectFolder(start: string, files: FileSystem): string {
  const parts = start.split('/')
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
