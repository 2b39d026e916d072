import ts from 'typescript'
import type { FileSystem } from '../files/fileSystem'
import { rules } from '../rules/index'
import { type Configuration, configurationOf, type Settings, silent } from './configuration'
import { CONFIGURATION_FILE, type ConfigurationFile, readConfigurationFile } from './configurationFile'
import { matchesGlob } from './globs'

const names = rules.map(({ id }) => id)

interface Known extends ConfigurationFile {
  readonly sourceFile: ts.SourceFile
  readonly configuration: Configuration
}

/** The configuration of every file of a workspace: the editor's settings, and those of the nearest project file above it. */
export class Configurations {
  private readonly nearest = new Map<string, string | undefined>()
  private readonly known = new Map<string, Known>()
  /** What a project file that is no JSON now said when it last was. */
  private readonly lastGood = new Map<string, Settings>()
  private withoutFile: Configuration

  constructor(
    private readonly files: FileSystem,
    private editor: Settings = {},
  ) {
    this.withoutFile = configurationOf(editor)
  }

  setEditor(settings: Settings): void {
    this.editor = settings
    this.withoutFile = configurationOf(settings)
    this.known.clear()
  }

  /** To be called when a project file appeared, changed or went. */
  clear(): void {
    this.nearest.clear()
    this.known.clear()
  }

  /** How a file's findings are told; the same object as long as nothing changes. */
  of(file: string): Configuration {
    const from = this.fileFor(file)
    if (from === undefined) return this.withoutFile
    const { configuration, settings } = this.read(from)
    const path = file.slice(folderOf(from).length + 1)
    return settings?.exclude?.some(pattern => matchesGlob(path, pattern)) ? silent : configuration
  }

  /** The project file that counts for a file: the one in the nearest folder above it. */
  fileFor(file: string): string | undefined {
    const folder = folderOf(file)
    if (this.nearest.has(folder)) return this.nearest.get(folder)
    const { awaited } = this.files
    const here = `${folder}/${CONFIGURATION_FILE}`
    const above = folder.includes('/') ? this.fileFor(folder) : undefined
    const nearest = this.files.fileExists(here) ? here : above
    if (awaited === this.files.awaited) this.nearest.set(folder, nearest)
    return nearest
  }

  /** What a project file says, what is wrong in it, and its text to place that in. */
  read(path: string): Known {
    const seen = this.known.get(path)
    if (seen) return seen
    const { awaited } = this.files
    const text = this.files.readFile(path) ?? '{}'
    const { settings = this.lastGood.get(path), problems } = readConfigurationFile(text, names)
    if (settings) this.lastGood.set(path, settings)
    const configuration = configurationOf(this.editor, settings)
    const read = { settings, problems, configuration, sourceFile: ts.parseJsonText(path, text) }
    if (awaited === this.files.awaited) this.known.set(path, read)
    return read
  }
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0))
}
