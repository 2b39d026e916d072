import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The text of a file of the workspace as it is on the disk. */
export function readText(folder, file) {
  return readFileSync(join(folder, file), 'utf8')
}

/** 1-based line and column of the `nth` occurrence (from 0) of a piece of text. */
export function positionOf(text, piece, nth = 0) {
  let offset = -1
  for (let found = 0; found <= nth; found++) {
    offset = text.indexOf(piece, offset + 1)
    if (offset < 0) throw new Error(`${piece} is not there ${nth + 1} times`)
  }
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: before.at(-1).length + 1 }
}
