import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import type { FileSystem } from './fileSystem'
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
  fileExists: path => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false,
  directoryExists: path => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
  list(path) {
    try {
      return readdirSync(path)
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
