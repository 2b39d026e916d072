import { chmodSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'

/**
 * Writes a file whole or not at all: where it fails, what stood there before still does. Throws with the reason in words:
 * `the disk is full`.
 */
export function writeWhole(path: string, data: string | Uint8Array): void {
  try {
    const known = statSync(path, { throwIfNoEntry: false })
    // A device or a pipe has no place beside it to write to first.
    if (known && !known.isFile()) {
      writeFileSync(path, data)
      return
    }
    const target = known ? realpathSync(path) : path
    const part = `${target}.${process.pid}.part`
    try {
      writeFileSync(part, data)
      if (known) chmodSync(part, known.mode)
      renameSync(part, target)
    } catch (error) {
      rmSync(part, { force: true })
      throw error
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new Error(REASONS[code ?? ''] ?? message, { cause: error })
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full for you',
  EFBIG: 'it would be larger than files may be here',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'the disk can only be read',
  EISDIR: 'it is a folder',
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
}
