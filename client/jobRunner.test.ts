import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import esbuild from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { graphOf } from '../engine/checks/build'
import lenet from '../examples/digits/lenet'
import { jobRunner } from './jobRunner'

const folder = mkdtempSync(join(tmpdir(), 'convolens-jobs-'))
const engine = join(folder, 'process.js')
const never = new AbortController().signal

beforeAll(() =>
  esbuild.build({
    ...{ entryPoints: ['engine/process.ts'], outfile: engine, bundle: true, platform: 'node', format: 'cjs' },
    absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
  }),
)
afterAll(() => rmSync(folder, { recursive: true }))

function script(text: string): string {
  const file = join(folder, `${Math.random()}.js`)
  writeFileSync(file, text)
  return file
}

test('a job writes its file', async () => {
  const out = join(folder, 'lenet.safetensors')
  const job = { kind: 'weights', format: 'safetensors', graph: graphOf(lenet), seed: 0, out }
  expect(await jobRunner(engine)(job, never)).toEqual({ result: { written: [out] } })
  // A header of JSON behind its length; 61,706 numbers of four bytes.
  const bytes = readFileSync(out)
  expect(bytes.length - 8 - Number(bytes.readBigUInt64LE(0))).toBe(4 * 61_706)
})

test('a file that does not fit is an answer', async () => {
  const job = { kind: 'savedModel', file: join(folder, 'gone.keras') }
  expect(await jobRunner(engine)(job, never)).toMatchObject({
    error: { message: expect.stringContaining('gone.keras'), action: 'Check the path.' },
  })
})

test('an engine that stops is an answer with its last words', async () => {
  const run = jobRunner(script("console.error('first'); console.error('no memory left'); process.exit(3)"))
  expect(await run({}, never)).toMatchObject({ error: { message: 'the engine stopped (no memory left)' } })
  // Larger than what a pipe holds: it ends while it is written to.
  expect(await jobRunner(script('process.exit(4)'))({ long: 'x'.repeat(1e6) }, never)).toMatchObject({
    error: { message: 'the engine stopped (exit code 4)' },
  })
})

test('the signal ends the process', async () => {
  const started = join(folder, 'started')
  const endless = `require('fs').writeFileSync(${JSON.stringify(started)}, String(process.pid)); setInterval(() => {}, 1000)`
  const controller = new AbortController()
  const answer = jobRunner(script(endless))({}, controller.signal)
  const waiting = { timeout: 30_000 }
  const written = () => (existsSync(started) ? readFileSync(started, 'utf8') : '')
  await expect.poll(written, waiting).toMatch(/^\d+$/)
  controller.abort()
  expect(await answer).toHaveProperty('error')
  // Signal 0 asks whether there is such a process.
  await expect.poll(() => isRunning(Number(written())), waiting).toBe(false)
})

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
