import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import esbuild from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeWhole } from './writeWhole'

const folder = mkdtempSync(join(tmpdir(), 'convolens-write-'))
const script = join(folder, 'write.cjs')
const place = (name: string) => join(folder, name)

beforeAll(() =>
  esbuild.build({
    stdin: {
      contents: "import { writeWhole } from './writeWhole'\nwriteWhole(process.argv[2], 'x'.repeat(+process.argv[3]))",
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    ...{ outfile: script, bundle: true, platform: 'node', format: 'cjs' },
  }),
)
afterAll(() => rmSync(folder, { recursive: true }))

/** Writes so many bytes in a process whose files may have 8 blocks of 512 or 1,024 bytes. */
function writeWithin(name: string, bytes: number) {
  const command = 'ulimit -f 8; exec "$0" "$@"'
  return spawnSync('sh', ['-c', command, process.execPath, script, place(name), String(bytes)], { encoding: 'utf8' })
}

test('a file that finds no room leaves nothing behind', () => {
  expect(writeWithin('small.txt', 100).status).toBe(0)
  const { status, stderr } = writeWithin('large.txt', 1_000_000)
  expect([status, stderr]).toEqual([1, expect.stringContaining('it would be larger than files may be here')])
  expect(readdirSync(folder).sort()).toEqual(['small.txt', 'write.cjs'])
})

test('what stood there before still does', () => {
  writeFileSync(place('kept.txt'), 'before')
  expect(writeWithin('kept.txt', 1_000_000).status).toBe(1)
  expect(readFileSync(place('kept.txt'), 'utf8')).toBe('before')
})

test.runIf(existsSync('/dev/full'))('a full disk is called one', () => {
  expect(() => writeWhole('/dev/full', 'x')).toThrow('the disk is full')
})

test('a file behind a link is written in its place, with the rights it had', () => {
  writeFileSync(place('run.sh'), 'before', { mode: 0o755 })
  symlinkSync(place('run.sh'), place('link.sh'))
  writeWhole(place('link.sh'), 'after')
  expect([readFileSync(place('run.sh'), 'utf8'), statSync(place('run.sh')).mode & 0o777]).toEqual(['after', 0o755])
})

test.each([
  ['none/a.txt', 'there is no such folder'],
  ['.', 'it is a folder'],
])('%s: %s', (name, reason) => expect(() => writeWhole(place(name), 'x')).toThrow(reason))
