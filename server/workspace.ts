import ts from 'typescript'
import { type Analysis, analyse } from './analysis'
import { withCallers } from './callers'
import { CONFIGURATION_FILE } from './configuration/configurationFile'
import { Configurations } from './configuration/configurations'
import { defaultLimits, type Limits } from './evaluate/limits'
import { CallMemory } from './evaluate/memory/callMemory'
import type { Disk, Entry, FileSystem } from './files/fileSystem'
import { Importers } from './files/importers'
import { OpenFolders } from './files/openFolders'
import { pageScripts } from './files/pageScripts'
import { parseProgram } from './files/parseProgram'
import { Resolution } from './files/resolution'
import { SOURCE_ENDING } from './files/sourceNames'
import { StepTime } from './stepTime'

/** A document that an editor has open: its text counts, not the disk's. */
interface OpenDocument {
  text: string
  readonly language: string
}

interface Known {
  readonly analysis: Analysis
  /** Every file the evaluation asked for, with the version it got. */
  readonly read: ReadonlyMap<string, ts.SourceFile | undefined>
  /** Every import it followed, and the file that it meant. */
  readonly resolved: readonly { readonly specifier: string; readonly from: string; readonly file: string | undefined }[]
}

/**
 * The files of a workspace and what they yield. Analyses are kept until a file they rest on changes; of a document that
 * is edited, only the changed part is parsed anew.
 *
 * Files are named by absolute path; a document without one by its address.
 */
export class Workspace {
  private readonly documents = new Map<string, OpenDocument>()
  private readonly sources = new Map<string, ts.SourceFile | undefined>()
  private readonly analyses = new Map<string, Known>()
  private readonly memory = new CallMemory()
  private files: OpenFolders
  private resolution: Resolution
  private importers: Importers
  /** How the findings of each file are told. */
  readonly configurations = new Configurations(this.texts())

  constructor(
    private readonly disk: Disk,
    folders: readonly string[],
    private readonly limits: Partial<Limits> = {},
  ) {
    this.files = new OpenFolders(disk, folders)
    this.resolution = this.newResolution(folders)
    this.importers = this.newImporters(folders)
  }

  /** Changes which folders may be read. */
  setFolders(folders: readonly string[]): void {
    this.files = new OpenFolders(this.disk, folders)
    this.resolution = this.newResolution(folders)
    this.importers = this.newImporters(folders)
    this.configurations.clear()
    for (const file of this.sources.keys()) if (!this.documents.has(file)) this.sources.delete(file)
  }

  /** `language` is the editor's: `typescript`, `typescriptreact`, `javascript`, `javascriptreact` or `html`. */
  open(file: string, text: string, language: string): void {
    // What was made beside it a moment ago may not be told yet.
    this.files.listAgain(folderOf(file))
    const isNew = !this.files.fileExists(file)
    this.documents.set(file, { text, language })
    this.sources.delete(file)
    this.noteChange(file)
    if (isNew) this.resolution.clear(file)
  }

  /** Takes the new text of an open document. */
  change(file: string, text: string): void {
    const document = this.documents.get(file)
    if (!document || document.text === text) return
    const before = this.sources.get(file)
    document.text = text
    this.noteChange(file)
    if (!before) return
    const script = scriptOf(file, text, document.language)
    const change = changedRange(before.text, script)
    this.sources.set(file, parseProgram(file, script, kindOf(file, document.language), { sourceFile: before, change }))
  }

  /** From now on the disk's text counts. */
  close(file: string): void {
    this.documents.delete(file)
    this.sources.delete(file)
    this.noteChange(file)
    this.forgetUnneeded()
    if (!this.files.fileExists(file)) this.resolution.clear(file)
  }

  /**
   * To be called when a file on the disk appeared, changed or went, or a folder with all that is in it. Returns whether analyses
   * may rest on it.
   */
  fileChanged(path: string, change: 'created' | 'changed' | 'deleted'): boolean {
    const what = this.files.changed(path, change)
    const isRead = SOURCE_ENDING.test(path) || path.endsWith('.json')
    if (!isRead && what !== 'folder') return false
    for (const name of this.sources.keys())
      if ((name === path || name.startsWith(`${path}/`)) && !this.documents.has(name)) this.sources.delete(name)
    // What is installed is not watched, but listed in a file of this kind.
    if (path.endsWith('.json')) this.files.listAgain(`${folderOf(path)}/node_modules`)
    this.noteChange(path)
    if (what === 'folder') this.configurations.clear()
    if (what !== 'text' || path.endsWith('.json')) this.resolution.clear(path)
    return true
  }

  /** The file's text: an open document's as it is in the editor. */
  text(file: string): string | undefined {
    return this.texts().readFile(file)
  }

  /** What the file would yield with another text; nothing of it is kept. */
  analysisOf(file: string, text: string): Analysis {
    const sourceFile = parse(file, text, this.documents.get(file)?.language)
    const modules = {
      resolve: (specifier: string, from: string) => this.resolution.resolve(specifier, from),
      parse: (name: string) => this.source(name),
      isAwaited: (specifier: string, from: string) => this.isAwaited(specifier, from),
    }
    return analyse(sourceFile, modules, { limits: this.limits, memory: this.memory, now: this.clock() })
  }

  /** What the file yields; undefined where there is no such file, or where the request was cancelled. */
  analysis(file: string, isCancelled: () => boolean = () => false): Analysis | undefined {
    const known = this.analyses.get(file)
    if (known && this.isCurrent(known)) return known.analysis
    this.analyses.delete(file)
    const sourceFile = this.source(file)
    if (!sourceFile) return undefined
    const read = new Map([[file, sourceFile as ts.SourceFile | undefined]])
    const resolved: Known['resolved'][number][] = []
    const modules = {
      resolve: (specifier: string, from: string) => {
        const meant = this.resolution.resolve(specifier, from)
        resolved.push({ specifier, from, file: meant })
        return meant
      },
      parse: (name: string) => {
        const source = this.source(name)
        read.set(name, source)
        return source
      },
      isAwaited: (specifier: string, from: string) => this.isAwaited(specifier, from),
    }
    const { limits, memory } = this
    const analysis = analyse(sourceFile, modules, { isCancelled, limits, memory, now: this.clock() })
    if (isCancelled()) return undefined
    this.analyses.set(file, { analysis, read, resolved })
    return analysis
  }

  /**
   * What the file yields, its functions that only other files call seen as these call them; undefined where there is no
   * such file, or where the request was cancelled.
   */
  analysisWithCallers(file: string, isCancelled: () => boolean = () => false): Analysis | undefined {
    const { milliseconds } = { ...defaultLimits, ...this.limits }
    const time = new StepTime(CALLERS_SHARE * milliseconds, this.clock())
    time.begin()
    const own = this.analysis(file, isCancelled)
    if (!own?.sites.some(({ instances }) => instances.some(({ called }) => !called))) return own
    const callers = this.importers
      .of(file, this.resolution, MOST_CALLERS)
      .flatMap(name => (time.begin() ? (this.analysis(name, isCancelled) ?? []) : []))
    return isCancelled() ? undefined : withCallers(own, callers)
  }

  /** The open documents whose kept analysis no longer holds: the ones to look at again after a change. */
  outdated(): string[] {
    return [...this.documents.keys()].filter(file => {
      const known = this.analyses.get(file)
      return known && !this.isCurrent(known)
    })
  }

  /** Keeps what the open documents rest on: memory does not grow with the files that were ever looked at. */
  private forgetUnneeded(): void {
    for (const file of this.analyses.keys()) if (!this.documents.has(file)) this.analyses.delete(file)
    const needed = new Set([...this.analyses.values()].flatMap(({ read }) => [...read.keys()]))
    for (const file of this.sources.keys())
      if (!needed.has(file) && !this.documents.has(file)) this.sources.delete(file)
  }

  private noteChange(file: string): void {
    this.importers.changed(file)
    if (file.endsWith(`/${CONFIGURATION_FILE}`)) this.configurations.clear()
  }

  private isCurrent({ read, resolved }: Known): boolean {
    return (
      [...read].every(([name, source]) => this.source(name) === source) &&
      resolved.every(({ specifier, from, file }) => this.resolution.resolve(specifier, from) === file)
    )
  }

  /** Milliseconds but for those that the disk takes, which is not the code's fault. */
  private clock(): () => number {
    const { files } = this
    return () => performance.now() - files.waited
  }

  /** Whether the disk still owes an answer to which file an import means, or the text of that. */
  private isAwaited(specifier: string, from: string): boolean {
    const { awaited } = this.files
    const meant = this.resolution.resolve(specifier, from)
    if (meant !== undefined) this.source(meant)
    return this.files.awaited > awaited
  }

  private source(file: string): ts.SourceFile | undefined {
    if (this.sources.has(file)) return this.sources.get(file)
    const document = this.documents.get(file)
    const { awaited } = this.files
    const text = document?.text ?? this.files.readFile(file)
    const source = text === undefined ? undefined : parse(file, text, document?.language)
    if (awaited === this.files.awaited) this.sources.set(file, source)
    return source
  }

  private newResolution(folders: readonly string[]): Resolution {
    return new Resolution(this.texts(), folders)
  }

  private newImporters(folders: readonly string[]): Importers {
    return new Importers(this.texts(), folders)
  }

  /** The files, open documents as they are in the editor, whether the disk has them and their folders or not. */
  private texts(): FileSystem {
    const { documents } = this
    const disk = () => this.files
    const namesIn = (folder: string) =>
      [...documents.keys()].filter(file => file.startsWith(`${folder}/`)).map(file => file.slice(folder.length + 1))
    return {
      readFile: path => documents.get(path)?.text ?? disk().readFile(path),
      fileExists: path => documents.has(path) || disk().fileExists(path),
      directoryExists: path => disk().directoryExists(path) || namesIn(path).length > 0,
      list(folder) {
        const entries = new Map<string, Entry>()
        for (const entry of disk().list(folder)) entries.set(entry.name, entry)
        for (const [name, ...below] of namesIn(folder).map(path => path.split('/')))
          if (!entries.has(name)) entries.set(name, { name, kind: below.length > 0 ? 'folder' : 'file' })
        return [...entries.values()]
      },
      realPath: path => disk().realPath(path),
      get awaited() {
        return disk().awaited
      },
    }
  }
}

/** Files that are looked at for calls of a function that its own file does not call. */
const MOST_CALLERS = 8

/** What a file and those that call it may take together, in times what one may: of more callers, none is looked at. */
const CALLERS_SHARE = 2.4

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}

const scriptKinds: ReadonlyMap<string, ts.ScriptKind> = new Map([
  ['typescript', ts.ScriptKind.TS],
  ['typescriptreact', ts.ScriptKind.TSX],
  ['javascript', ts.ScriptKind.JS],
  ['javascriptreact', ts.ScriptKind.JSX],
  ['html', ts.ScriptKind.JS],
])

function parse(file: string, text: string, language?: string): ts.SourceFile {
  return parseProgram(file, scriptOf(file, text, language), kindOf(file, language))
}

function kindOf(file: string, language = isPage(file) ? 'html' : undefined): ts.ScriptKind | undefined {
  return language === undefined ? undefined : (scriptKinds.get(language) ?? ts.ScriptKind.TS)
}

/** The program in a file's text: of a page, that of its scripts. */
function scriptOf(file: string, text: string, language: string | undefined): string {
  return (language === undefined ? isPage(file) : language === 'html') ? pageScripts(text) : text
}

function isPage(file: string): boolean {
  return /\.html?$/i.test(file)
}

/** The stretch between what both texts begin with and what both end with. */
function changedRange(before: string, after: string): ts.TextChangeRange {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start += 1
  let end = 0
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1
  return ts.createTextChangeRange(ts.createTextSpanFromBounds(start, before.length - end), after.length - end - start)
}
