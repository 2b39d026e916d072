import { isVirtual } from './address'
import type { Disk, Entry, Later } from './fileSystem'
import { isSource, SKIPPED_FOLDERS } from './sourceNames'

/** What the client reads for us, a request each; both give up by rejecting. */
export interface ClientReader {
  /** The names in a folder, and whether each is a folder too. */
  list(folder: string): Promise<readonly { readonly name: string; readonly isFolder: boolean }[]>
  readFile(file: string): Promise<string | undefined>
}

/** More source files than a project with models in it has; further ones are not read. */
const MOST_FILES = 3000
/** Requests that wait for the client at the same time. */
const AT_ONCE = 16

/**
 * The files of workspaces that are not on a disk, such as a repository in the browser. Evaluation cannot wait for a file,
 * so the sources of these folders are read ahead through the client, and again when it says that they changed. Every
 * other path is the disk's.
 */
export class ClientFiles implements Disk {
  private readonly texts = new Map<string, string>()
  /** The names in every folder that holds one of the texts, at any depth. */
  private readonly folders = new Map<string, Set<string>>()

  constructor(
    private readonly disk: Disk,
    private readonly client: ClientReader,
  ) {}

  /** Reads the sources in some folders, as far as they are not on the disk. Never rejects: what cannot be read is not there. */
  async readAhead(folders: readonly string[]): Promise<void> {
    let level = folders.filter(isVirtual)
    const found: string[] = []
    while (level.length > 0 && found.length < MOST_FILES) {
      const below: string[] = []
      await eachOf(level, async folder => {
        for (const { name, isFolder } of await this.client.list(folder).catch(() => [])) {
          if (name.startsWith('.') || SKIPPED_FOLDERS.has(name)) continue
          if (isFolder) below.push(`${folder}/${name}`)
          else if (isRead(name)) found.push(`${folder}/${name}`)
        }
      })
      level = below
    }
    await eachOf(found.slice(0, MOST_FILES), file => this.readAgain(file))
  }

  /** To be called when a file of the client's appeared, changed or went, or a folder with all that is in it. */
  async readAgain(path: string): Promise<void> {
    if (!isVirtual(path)) return
    if (!isRead(path)) {
      for (const file of this.texts.keys()) if (file.startsWith(`${path}/`)) this.forget(file)
      if (!isSkipped(path)) await this.readAhead([path])
      return
    }
    const text = await this.client.readFile(path).catch(() => undefined)
    if (text === undefined) this.forget(path)
    else this.keep(path, text)
  }

  readFile(path: string): string | undefined | Later {
    return isVirtual(path) ? this.texts.get(path) : this.disk.readFile(path)
  }

  fileExists(path: string): boolean | Later {
    return isVirtual(path) ? this.texts.has(path) : this.disk.fileExists(path)
  }

  directoryExists(path: string): boolean | Later {
    return isVirtual(path) ? this.folders.has(path) : this.disk.directoryExists(path)
  }

  list(path: string): readonly Entry[] | Later {
    if (!isVirtual(path)) return this.disk.list(path)
    const names = [...(this.folders.get(path) ?? [])]
    return names.map(name => ({ name, kind: this.texts.has(`${path}/${name}`) ? 'file' : 'folder' }))
  }

  realPath(path: string): string | Later {
    return isVirtual(path) ? path : this.disk.realPath(path)
  }

  changed(path: string): void {
    this.disk.changed?.(path)
  }

  private keep(file: string, text: string): void {
    this.texts.set(file, text)
    for (let path = file; isVirtual(path); path = parentOf(path)) {
      const inside = this.folders.get(parentOf(path)) ?? new Set()
      this.folders.set(parentOf(path), inside.add(path.slice(parentOf(path).length + 1)))
    }
  }

  private forget(file: string): void {
    this.texts.delete(file)
    for (let path = file; isVirtual(path); path = parentOf(path)) {
      if (this.folders.get(path)?.size) return
      this.folders.delete(path)
      this.folders.get(parentOf(path))?.delete(path.slice(parentOf(path).length + 1))
    }
  }
}

function isRead(file: string): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1)
  return isSource(name) || (name.endsWith('.json') && name !== 'package-lock.json')
}

function isSkipped(path: string): boolean {
  return path.split('/').some(step => step.startsWith('.') || SKIPPED_FOLDERS.has(step))
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}

async function eachOf<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items]
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await run(item)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}
