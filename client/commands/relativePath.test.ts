import { posix } from 'node:path'
import { expect, test } from 'vitest'
import { relativePath } from './relativePath'

test.each([
  ['/nets/own.ts', '/nets/own.keras', 'own.keras'],
  ['/nets/own.ts', '/nets/saved/own.keras', 'saved/own.keras'],
  ['/nets/models/own.ts', '/nets/saved/own.keras', '../saved/own.keras'],
  ['/nets/own.ts', '/own.keras', '../own.keras'],
  ['/own.ts', '/nets/saved/own.keras', 'nets/saved/own.keras'],
  // A folder whose name begins as the file's.
  ['/nets/owner/own.ts', '/nets/own.keras', '../own.keras'],
])('%s finds %s at %s', (from, to, path) => {
  expect(relativePath(from, to)).toBe(path)
  expect(posix.relative(posix.dirname(from), to)).toBe(path)
})
