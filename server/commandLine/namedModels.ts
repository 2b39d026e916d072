import type { Graph } from '../../builder/graph'
import type { FileSystem } from '../files/fileSystem'
import { UsageError } from './commandArguments'
import type { Terminal } from './commandLine'
import { absolute, analyseFiles } from './sourceFiles'
import { networkNamed } from './zooCommand'

/** A network that a command was given, and how to call it. */
export interface NamedModel {
  readonly title: string
  /** Absolute; undefined for a network of the zoo. */
  readonly file?: string
  readonly graph: Graph
}

/**
 * The network that an argument names: `FILE` with one model, `FILE#MODEL`, either with `@git` behind FILE for the text of the last
 * commit, or `zoo:NAME`, with options as in `zoo:resNet?depth=18`.
 *
 * Throws {@link UsageError} where there is no such network, or several.
 */
export function namedModel(argument: string, terminal: Terminal): NamedModel {
  if (argument.startsWith('zoo:')) return zooModel(argument)
  const [place, name] = splitAt(argument, '#')
  const committed = place.endsWith('@git')
  const path = committed ? place.slice(0, -'@git'.length) : place
  const files = committed ? lastCommit(path, terminal) : terminal.files
  const [{ analysis, file }] = analyseFiles([path], { ...terminal, files }).analysed
  const { models } = analysis
  if (models.length === 0) throw new UsageError(`${place} makes no model`)
  const found = name === undefined ? models : models.filter(model => model.name === name)
  const names = [...new Set(models.map(model => model.name))].join(', ')
  if (found.length === 0) throw new UsageError(`${place} makes no model ${name}, but ${names}`)
  if (name === undefined && found.length > 1) {
    throw new UsageError(`${place} makes ${found.length} models; name one of them, as in '${place}#${models[0].name}'`)
  }
  return { title: `${found[0].name} (${place})`, file, graph: found[0].graph }
}

function zooModel(argument: string): NamedModel {
  const [name, query] = splitAt(argument.slice('zoo:'.length), '?')
  const settings = (query?.split('&') ?? []).map(setting => {
    const [option, value] = splitAt(setting, '=')
    if (value === undefined) throw new UsageError(`${argument}: ${setting} should be option=value`)
    return [option, value] as const
  })
  return { title: argument, graph: networkNamed(name, settings).graph }
}

/** The disk as it was at the last commit, as far as files are in it. */
function lastCommit(path: string, { files, committedFile, workingFolder }: Terminal): FileSystem {
  const file = absolute(path, { workingFolder })
  if (committedFile(file) === undefined) throw new UsageError(`${path} is not in the last commit of a git repository`)
  const seen = new Map<string, string | undefined>()
  return {
    ...files,
    fileExists: name => name === file || files.fileExists(name),
    list(folder) {
      const name = file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : '/'
      const entries = files.list(folder)
      const lacks = !name.includes('/') && entries.every(entry => entry.name !== name)
      return lacks ? [...entries, { name, kind: 'file' }] : entries
    },
    readFile(name) {
      if (name.includes('/node_modules/')) return files.readFile(name)
      if (!seen.has(name)) seen.set(name, committedFile(name) ?? files.readFile(name))
      return seen.get(name)
    },
  }
}

function splitAt(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + separator.length)]
}
