import { type Disk, type Entry, type FileSystem, LATER, type Later } from './fileSystem'

/** What a folder holds under a name; `unsure` where the disk must be asked. */
type Kind = Entry['kind'] | 'unsure'

/** What the disk said of a path that its folder's list says too little of, by question. */
interface Place {
  readonly fileExists?: boolean
  readonly directoryExists?: boolean
  readonly realPath?: string
}

/**
 * As much of a disk as lies in some folders: nothing else can be read through it, neither through `..` nor through a link.
 *
 * Each folder is listed once, so that looking for what is not there costs nothing; {@link changed} tells what happened since.
 */
export class OpenFolders implements FileSystem {
  awaited = 0
  /** Milliseconds that the disk took so far. */
  waited = 0
  private readonly roots: { readonly folder: string; real?: string }[]
  private readonly folders = new Map<string, Names>()
  /** Those of the folders that are to be listed again. */
  private readonly outdated = new Set<string>()
  private readonly places = new Map<string, Place>()

  constructor(
    private readonly disk: Disk,
    folders: readonly string[],
  ) {
    this.roots = folders.map(folder => ({ folder }))
  }

  /**
   * To be called when what lies at a path appeared, changed or went: nothing of it is taken as known then. Returns what that was:
   * a `folder` with all that is in it, where the folder around it was ever looked into; a `file` that may not have been there, or
   * is no more; or nothing but a `text`.
   */
  changed(path: string, change: 'created' | 'changed' | 'deleted'): 'folder' | 'file' | 'text' {
    this.disk.changed?.(path)
    const root = this.rootOf(path)
    if (!root) return 'file'
    const before = this.listed(path)
    // A file that was written anew may be told as changed, though it was gone when it was last looked for.
    if (change === 'changed' && before === 'file') return 'text'
    for (const known of [this.folders, this.places])
      for (const key of known.keys()) if (isIn(key, path)) known.delete(key)
    // The folders above may have appeared with it.
    let at = path
    for (let isNew = true; isNew && at !== root.folder; at = parentOf(at)) {
      isNew = change !== 'deleted' && this.listed(parentOf(at)) !== 'folder'
      this.listAgain(parentOf(at))
    }
    if (path === root.folder) return 'folder'
    const kind = change === 'deleted' || !this.folders.has(parentOf(path)) ? before : this.kindOf(path)
    return kind === 'folder' ? 'folder' : 'file'
  }

  /** Has a folder listed again when it is next asked for. */
  listAgain(folder: string): void {
    this.outdated.add(folder)
  }

  readFile(path: string): string | undefined {
    return this.fileExists(path) ? this.wait(() => this.disk.readFile(path)) : undefined
  }

  fileExists(path: string): boolean {
    const kind = this.kindOf(path)
    if (kind === 'file' || kind === 'folder' || kind === undefined) return kind === 'file'
    return this.isOpen(path) && this.ask('fileExists', path) === true
  }

  directoryExists(path: string): boolean {
    const kind = this.kindOf(path)
    if (kind === 'file' || kind === 'folder' || kind === undefined) return kind === 'folder'
    return this.isOpen(path) && this.ask('directoryExists', path) === true
  }

  list(path: string): readonly Entry[] {
    return this.namesIn(path)?.entries ?? []
  }

  realPath(path: string): string {
    return this.realPathIn(path) ?? path
  }

  /** Undefined where it is not known yet: then it must not be taken for one in the folders. */
  private realPathIn(path: string): string | undefined {
    const root = this.rootOf(path)
    if (!root) return path
    if (path === root.folder) return this.realRoot(root)
    const kind = this.kindOf(path)
    if (kind === 'link' || kind === 'unsure') return this.ask('realPath', path)
    const parent = this.realPathIn(parentOf(path))
    return parent === undefined ? undefined : inside(parent, nameOf(path))
  }

  private isOpen(path: string): boolean {
    const real = this.realPathIn(path)
    return real !== undefined && this.rootOf(real) !== undefined
  }

  /** The open folder that a path is or lies in. */
  private rootOf(path: string): { readonly folder: string; readonly real?: string } | undefined {
    if (path.split('/').includes('..')) return undefined
    for (const root of this.roots) {
      if (isIn(path, root.folder)) return root
      const real = this.realRoot(root)
      if (real !== root.folder && isIn(path, real)) return { folder: real, real }
    }
    return undefined
  }

  private realRoot(root: { readonly folder: string; real?: string }): string {
    if (root.real !== undefined) return root.real
    root.real = this.wait(() => this.disk.realPath(root.folder))
    return root.real ?? root.folder
  }

  /** What lies at a path; undefined where that is nothing, or nothing that may be read. */
  private kindOf(path: string): Kind | undefined {
    const root = this.rootOf(path)
    if (!root) return undefined
    if (path === root.folder) return 'unsure'
    return this.namesIn(parentOf(path))?.get(nameOf(path))
  }

  /** The same, as its folder was last listed. */
  private listed(path: string): Kind | undefined {
    return this.folders.get(parentOf(path))?.get(nameOf(path))
  }

  private namesIn(folder: string): Names | undefined {
    const known = this.folders.get(folder)
    if (known && !this.outdated.has(folder)) return known
    if (!this.directoryExists(folder) || !this.isOpen(folder)) return undefined
    const entries = this.wait(() => this.disk.list(folder))
    if (!entries) return known
    const names = new Names(entries)
    this.folders.set(folder, names)
    this.outdated.delete(folder)
    return names
  }

  /** Undefined where the disk takes its time. */
  private ask<Question extends keyof Place>(question: Question, path: string): Place[Question] {
    const place = this.places.get(path)
    if (place?.[question] !== undefined) return place[question]
    const answer = this.wait(() => this.disk[question](path) as Place[Question] | Later)
    if (answer !== undefined) this.places.set(path, { ...place, [question]: answer })
    return answer
  }

  private wait<T>(ask: () => T | Later): T | undefined {
    const started = performance.now()
    const answer = ask()
    this.waited += performance.now() - started
    if (answer !== LATER) return answer
    this.awaited++
    return undefined
  }
}

/** The names in a folder. Where the disk may take another spelling for the same, it must be asked. */
class Names {
  private readonly kinds: ReadonlyMap<string, Kind>
  private readonly spellings: ReadonlySet<string>

  constructor(readonly entries: readonly Entry[]) {
    this.kinds = new Map(entries.map(({ name, kind }) => [name, kind]))
    this.spellings = new Set(entries.map(({ name }) => spelling(name)))
  }

  get(name: string): Kind | undefined {
    return this.kinds.get(name) ?? (this.spellings.has(spelling(name)) ? 'unsure' : undefined)
  }
}

/** What the names have in common that some disks take for one: whatever their case, and however their accents are written. */
function spelling(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(inside(folder, ''))
}

function inside(folder: string, name: string): string {
  return folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0)) || '/'
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
