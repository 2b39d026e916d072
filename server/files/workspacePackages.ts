import type { FileSystem } from './fileSystem'
import { SKIPPED_FOLDERS } from './sourceNames'

/** More folders than a workspace of packages has. */
const MOST_FOLDERS = 5000

/**
 * The packages that the folders of a workspace hold, by name: in a monorepo they import each other by name, also before
 * anything is installed. The folders are read through when it is first asked.
 */
export class WorkspacePackages {
  private packages: Map<string, string> | undefined

  constructor(
    private readonly files: FileSystem,
    private readonly folders: readonly string[],
  ) {}

  /** To be called when a package.json appears, changes or goes. */
  clear(): void {
    this.packages = undefined
  }

  /** The places where what an import names may be, the likeliest first; none where it names no such package. */
  candidates(specifier: string): string[] {
    const [name, inside] = /^(@[^/]+\/[^/]+|[^@./][^/]*)(?:\/(.+))?$/.exec(specifier)?.slice(1) ?? []
    const folder = name === undefined ? undefined : this.all().get(name)
    if (folder === undefined) return []
    return inside === undefined ? [folder, `${folder}/src`] : [`${folder}/${inside}`, `${folder}/src/${inside}`]
  }

  private all(): ReadonlyMap<string, string> {
    if (this.packages) return this.packages
    const packages = new Map<string, string>()
    const { awaited } = this.files
    const waiting = [...this.folders]
    for (const folder of waiting) {
      if (waiting.length > MOST_FOLDERS) break
      for (const { name, kind } of this.files.list(folder)) {
        const path = `${folder}/${name}`
        if (name === 'package.json') this.read(folder, path, packages)
        else if (kind === 'folder' && !name.includes('.') && !SKIPPED_FOLDERS.has(name)) waiting.push(path)
      }
    }
    if (awaited === this.files.awaited) this.packages = packages
    return packages
  }

  private read(folder: string, file: string, packages: Map<string, string>): void {
    try {
      const { name } = JSON.parse(this.files.readFile(file) ?? '') as { name?: unknown }
      if (typeof name === 'string' && !packages.has(name)) packages.set(name, folder)
    } catch {
      // A package.json that is being written names nothing.
    }
  }
}
