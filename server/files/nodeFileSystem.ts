import { type Dirent, readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs'
import type { Entry, FileSystem } from './fileSystem'
import { writeWhole } from './writeWhole'

/** The disk, for the entry points that run in Node. */
export const nodeFileSystem: FileSystem & { writeFile(path: string, text: string): void } = {
  writeFile: writeWhole,
  readFile(path) {
    try {
      return readFileSync(path, 'utf8')
    } catch {
      return undefined
    }
  },
  fileExists: path => status(path)?.isFile() ?? false,
  directoryExists: path => status(path)?.isDirectory() ?? false,
  list(path) {
    try {
      // Behind a drive's letter alone, Windows takes the folder in which the process works.
      return readdirSync(/^[A-Za-z]:$/.test(path) ? `${path}/` : path, { withFileTypes: true }).flatMap(entryOf)
    } catch {
      return []
    }
  },
  realPath(path) {
    try {
      return realpathSync.native(path).replaceAll('\\', '/')
    } catch {
      return path
    }
  },
}

/** Pipes, sockets and devices are left out: reading one may never end. */
function entryOf(entry: Dirent): Entry[] {
  const { name } = entry
  if (entry.isFile()) return [{ name, kind: 'file' }]
  if (entry.isDirectory()) return [{ name, kind: 'folder' }]
  return entry.isSymbolicLink() ? [{ name, kind: 'link' }] : []
}

/** Undefined for what is not there, may not be looked at, or is a link to itself. */
function status(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}
