import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const SUFFIXES = process.platform === 'win32' ? ['.cmd', '.exe', ''] : ['']

/** Absolute path of the first of these programs that is on the PATH, or undefined. */
export function findExecutable(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(folder => folder !== '')
  return names
    .flatMap(name => folders.flatMap(folder => SUFFIXES.map(suffix => join(folder, name + suffix))))
    .find(isExecutable)
}

/** Whether the path is a file that may be run. */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
