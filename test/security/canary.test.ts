import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import esbuild from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCanary } from './canary'
import { talkToServer } from './talkToServer'

const root = resolve(import.meta.dirname, '../..')
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'convolens-canary-')))
const built = mkdtempSync(join(tmpdir(), 'convolens-built-'))
const { traces, programs } = makeCanary(folder)
/** Loaded first: says what would reach the network or start a process, and lets none of it happen. */
const guard = join(root, 'test/security/guard.cjs')

beforeAll(() =>
  esbuild.build({
    ...{ entryPoints: ['server/main.ts', 'server/disk.ts', 'server/cli.ts'], outdir: built, absWorkingDir: root },
    ...{ bundle: true, platform: 'node', format: 'cjs', external: ['@tensorflow/*'] },
  }),
)
afterAll(() => {
  for (const each of [folder, built]) rmSync(each, { recursive: true, force: true })
})

/** What the command line prints, and what the guard saw. */
function run(...args: string[]): { output: string; seen: string } {
  const command = ['--require', guard, join(built, 'cli.js'), ...args]
  const { stdout, stderr } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' })
  return {
    output: stdout,
    seen: stderr
      .split('\n')
      .filter(line => line.startsWith('guard:'))
      .join('\n'),
  }
}

test('the canary sings where it is run', () => {
  const bird = mkdtempSync(join(tmpdir(), 'convolens-sings-'))
  const sung = makeCanary(bird).traces
  spawnSync(process.execPath, ['helper.js'], { cwd: bird })
  execFileSync('git', ['show', '--textconv', 'HEAD:net.ts'], { cwd: bird })
  execFileSync('git', ['status'], { cwd: bird, stdio: 'ignore' })
  expect(readdirSync(sung)).toEqual(expect.arrayContaining(['helper', 'helper-exec', 'textconv', 'fsmonitor']))
  rmSync(bird, { recursive: true, force: true })
})

test('the guard sees who calls out', () => {
  const calls =
    "fetch('http://127.0.0.1:9').catch(() => {}); require('net').connect(9); require('dns').lookup('a', () => {}); require('child_process').exec('true')"
  const { stderr } = spawnSync(process.execPath, ['--require', guard, '-e', `try { ${calls} } catch {}`], {
    encoding: 'utf8',
  })
  expect(stderr).toContain('guard: fetch')
})

test.each([
  ['summary', ['summary', 'net.ts', '--json'], 'conv2d'],
  ['check', ['check', '.', '--format', 'json'], '['],
  ['export', ['export', 'net.ts', '--to', 'keras'], ''],
])('nothing of a workspace is run by the command line: %s', (_name, args, part) => {
  const { output, seen } = run(...args)
  expect(output).toContain(part)
  expect([readdirSync(traces), seen]).toEqual([[], ''])
})

test('nothing of a repository is run to compare with its last commit', () => {
  const command = [join(built, 'cli.js'), 'diff', 'net.ts@git', 'net.ts']
  const { stdout, stderr } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' })
  expect(stdout + stderr).not.toBe('')
  expect(readdirSync(traces)).toEqual([])
})

test('nothing of a workspace is run by the language server, and nothing is sent', async () => {
  const server = spawn(process.execPath, ['--require', guard, join(built, 'main.js'), '--stdio'], { cwd: folder })
  let seen = ''
  server.stderr.on('data', text => {
    seen += text
  })
  const answers = await talkToServer(server, folder, programs)
  expect(answers['net.ts']).toMatchObject({ hints: expect.arrayContaining(['6×6×8']) })
  expect([readdirSync(traces), seen]).toEqual([[], ''])
})
