import ts from 'typescript'
import type { FileSystem } from './fileSystem'
import type { Resolution } from './resolution'
import { isSource, SKIPPED_FOLDERS, SOURCE_ENDING } from './sourceNames'

/** More source files than a project with models in it has; further ones are not looked at. */
const MOST_FILES = 3000

/** Which files of some folders import which. The folders are read through when it is first asked. */
export class Importers {
  /** The specifiers in every file's imports. */
  private specifiers: Map<string, readonly string[]> | undefined
  /** Folders and files that a slow disk has not told of yet, and what is done with each once it has. */
  private readonly awaited = new Map<string, () => void>()

  constructor(
    private readonly files: FileSystem,
    private readonly folders: readonly string[],
  ) {}

  /** To be called when the text of a file appeared, changed or went, or a folder with all that is in it. */
  changed(path: string): void {
    if (!this.specifiers) return
    if (SOURCE_ENDING.test(path)) {
      this.read(path)
      return
    }
    for (const file of this.specifiers.keys()) if (file.startsWith(`${path}/`)) this.specifiers.delete(file)
    this.walk(path)
  }

  /** The files that import the given one, directly or through files between them; nearest first, `most` at most. */
  of(file: string, resolution: Resolution, most: number): string[] {
    const found = new Set([file])
    for (const name of found) {
      // Only what ends in the file's name, or names its folder, can mean it.
      const [stem, folder] = name.split('/').reverse()
      const endings = [stem.replace(SOURCE_ENDING, ''), ...(/^index\./.test(stem) ? [folder] : [])]
      for (const [importer, specifiers] of this.all()) {
        const means = (specifier: string) =>
          (endings.some(ending => withoutExtension(specifier).endsWith(ending)) || /\.{1,2}\/?$/.test(specifier)) &&
          resolution.resolve(specifier, importer) === name
        if (!found.has(importer) && specifiers.some(means)) found.add(importer)
        if (found.size > most) break
      }
    }
    return [...found].slice(1, most + 1)
  }

  private all(): ReadonlyMap<string, readonly string[]> {
    if (!this.specifiers) {
      this.specifiers = new Map()
      for (const folder of this.folders) this.walk(folder)
    }
    for (const [path, look] of [...this.awaited]) {
      this.awaited.delete(path)
      look()
    }
    return this.specifiers
  }

  private walk(folder: string): void {
    const { awaited } = this.files
    const entries = this.files.list(folder)
    if (awaited !== this.files.awaited) {
      this.awaited.set(folder, () => this.walk(folder))
      return
    }
    for (const { name, kind } of entries) {
      if (this.specifiers!.size >= MOST_FILES) return
      if (name.startsWith('.') || SKIPPED_FOLDERS.has(name)) continue
      const path = `${folder}/${name}`
      // A folder that is linked lies elsewhere too, or above itself.
      if (kind === 'folder') this.walk(path)
      else if (isSource(name)) this.read(path)
    }
  }

  private read(file: string): void {
    const { awaited } = this.files
    const text = this.files.readFile(file)
    if (awaited !== this.files.awaited) this.awaited.set(file, () => this.read(file))
    else if (text === undefined) this.specifiers!.delete(file)
    else {
      const imported = ts.preProcessFile(text, true, true).importedFiles
      this.specifiers!.set(file, [...new Set(imported.map(({ fileName }) => copyOf(fileName)))])
    }
  }
}

/** The same word as a string of its own: a part of a text keeps the whole text in memory. */
function copyOf(part: string): string {
  return JSON.parse(JSON.stringify(part)) as string
}

function withoutExtension(specifier: string): string {
  return specifier.replace(SOURCE_ENDING, '')
}
