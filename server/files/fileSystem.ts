/** What a folder holds under a name. */
export interface Entry {
  readonly name: string
  /** A symbolic link may lead to a file, to a folder, or nowhere. */
  readonly kind: 'file' | 'folder' | 'link'
}

/** What the server sees of its files. Paths are absolute, with forward slashes. */
export interface FileSystem {
  /** The text of a file, or undefined where there is none or it cannot be read. */
  readFile(path: string): string | undefined
  fileExists(path: string): boolean
  directoryExists(path: string): boolean
  /** The files, folders and links in a folder; empty where there is none. */
  list(path: string): readonly Entry[]
  /** The path behind symbolic links; the path itself where there is none. */
  realPath(path: string): string
  /**
   * How many questions so far were answered as if nothing were there, because the disk takes its time. What rests on such an
   * answer must not be kept: asked again, the same question may have another.
   */
  readonly awaited?: number
}

/** Stands for an answer that a disk still owes. */
export const LATER = Symbol('the answer is still to come')
export type Later = typeof LATER

/** Where files come from. One that is slow says so, instead of keeping everybody waiting. */
export interface Disk {
  readFile(path: string): string | undefined | Later
  fileExists(path: string): boolean | Later
  directoryExists(path: string): boolean | Later
  list(path: string): readonly Entry[] | Later
  realPath(path: string): string | Later
  /** To be called when what lies at a path appeared, changed or went. */
  changed?(path: string): void
  /** Calls back whenever answers are known that were {@link LATER} before. */
  onArrival?(arrived: () => void): void
}
