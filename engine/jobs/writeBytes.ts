import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs'

/** Writes a file whole or not at all: where the disk is full, what stood there before still does. */
export function writeBytes(path: string, data: string | Uint8Array): void {
  // A device has no place beside it to write to first.
  const isDevice = statSync(path, { throwIfNoEntry: false })?.isFile() === false
  const part = isDevice ? path : `${path}.${process.pid}.part`
  try {
    writeFileSync(part, data)
    if (!isDevice) renameSync(part, path)
  } catch (error) {
    if (!isDevice) rmSync(part, { force: true })
    throw error
  }
}
