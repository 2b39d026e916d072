import ts from 'typescript'
import type { FileSystem } from './fileSystem'
import { SOURCE_ENDING } from './sourceNames'
import { WorkspacePackages } from './workspacePackages'

/** More imports than the files hold that are open at a time, with what they import. */
const MOST_RESOLVED = 20_000

/**
 * Which file an import means, by TypeScript's own resolution: extensions, `paths` of the nearest tsconfig.json, packages
 * of a workspace, installed or not. Only source files outside node_modules count: what a package holds is not followed.
 */
export class Resolution {
  private readonly host: ts.ModuleResolutionHost
  private readonly options = new Map<string, ts.CompilerOptions>()
  private readonly resolved = new Map<string, string | undefined>()

  private readonly packages: WorkspacePackages

  constructor(
    private readonly files: FileSystem,
    folders: readonly string[],
  ) {
    this.packages = new WorkspacePackages(files, folders)
    this.host = {
      fileExists: path => files.fileExists(path),
      readFile: path => files.readFile(path),
      directoryExists: path => files.directoryExists(path),
      realpath: path => files.realPath(path),
      useCaseSensitiveFileNames: true,
    }
  }

  /** To be called when a file or a folder appears or goes, or a tsconfig.json or package.json changes. */
  clear(path: string): void {
    this.resolved.clear()
    // Another source file changes neither what they say nor which there are.
    if (SOURCE_ENDING.test(path)) return
    this.options.clear()
    this.packages.clear()
  }

  resolve(specifier: string, from: string): string | undefined {
    const folder = folderOf(from)
    const key = `${folder}\n${specifier}`
    if (this.resolved.has(key)) return this.resolved.get(key)
    const { awaited } = this.files
    const found = this.find(specifier, from, folder)
    if (awaited !== this.files.awaited) return found
    // What is typed letter by letter names a file less with every letter.
    if (this.resolved.size >= MOST_RESOLVED) this.resolved.clear()
    this.resolved.set(key, found)
    return found
  }

  private find(specifier: string, from: string, folder: string): string | undefined {
    const look = (name: string) => ts.resolveModuleName(name, from, this.optionsIn(folder), this.host).resolvedModule
    let found = look(specifier)
    if (!found) for (const place of this.packages.candidates(specifier)) found ??= look(place)
    if (!found || found.resolvedFileName.includes('/node_modules/')) return undefined
    return /\.d\.[cm]?ts$/.test(found.resolvedFileName) ? undefined : found.resolvedFileName
  }

  private optionsIn(folder: string): ts.CompilerOptions {
    const known = this.options.get(folder)
    if (known) return known
    const { awaited } = this.files
    const options = { ...this.configuredOptions(folder), allowJs: true, resolveJsonModule: true, noDtsResolution: true }
    // Model code is written for bundlers, Node and browsers alike; this resolution accepts all of it.
    options.moduleResolution = ts.ModuleResolutionKind.Bundler
    if (awaited === this.files.awaited) this.options.set(folder, options)
    return options
  }

  private configuredOptions(folder: string): ts.CompilerOptions {
    const config = ts.findConfigFile(folder, path => this.files.fileExists(path))
    if (!config) return {}
    const { config: content } = ts.readConfigFile(config, path => this.files.readFile(path))
    const host: ts.ParseConfigHost = {
      fileExists: path => this.files.fileExists(path),
      readFile: path => this.files.readFile(path),
      readDirectory: () => [],
      useCaseSensitiveFileNames: true,
    }
    return ts.parseJsonConfigFileContent(content ?? {}, host, folderOf(config)).options
  }
}

function folderOf(file: string): string {
  return file.slice(0, Math.max(file.lastIndexOf('/'), 0)) || '/'
}
