import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ComparisonReport } from '../compare/comparisonReport'
import { runCommand } from './testTerminal'

function run(args: string[], texts: Record<string, string>, committed: Record<string, string> = {}) {
  return runCommand(['diff', ...args], texts, { committedFile: path => committed[path] })
}

const file = (body: string) => `import { input, model } from 'convolens'
const image = input(8, 8, 3)
${body}`
const one = file("export default model('one', image, image.conv2d(4, 3))")
const two = file(
  "export const a = model('a', image, image.conv2d(4, 3).relu())\nexport const b = model('b', image, image.relu())",
)

describe('diff', () => {
  test('of a file and one of several models of another, as text', () => {
    const { status, output } = run(['one.ts', 'two.ts#a'], { '/w/one.ts': one, '/w/two.ts': two })
    expect(status).toBe(0)
    expect(output).toBe(`one (one.ts) → a (two.ts)

  2 equal layers
+ relu_1 6×6×4
1 added, 0 removed, 0 changed, 2 the same

                 before    after     difference
input            8×8×3     8×8×3     0
output           6×6×4     6×6×4     0
parameters       112       112       0
not trainable    0         0         0
MACs             3,888     3,888     0
weight memory    448 B     448 B     0
peak memory      1.31 KiB  1.31 KiB  0
receptive field  3×3       3×3       0`)
  })

  test('of a network of the zoo with options, as JSON', () => {
    const { output } = run(['zoo:resNet?depth=18', 'zoo:resNet?depth=34', '--json'], {})
    const { before, totals, layers } = JSON.parse(output) as ComparisonReport
    expect(before).toBe('zoo:resNet?depth=18')
    expect(totals.parameters.before.trainable).toBe(11_689_512)
    expect(layers.find(({ status }) => status === 'added')).toMatchObject({ before: null, after: { kind: 'conv2d' } })
  })

  test('against the last commit, with the imports of that commit', () => {
    const network = `import { input, model } from 'convolens'
import { filters } from './filters'
const image = input(8, 8, 3)
export default model('m', image, image.conv2d(filters, 3))`
    const { output } = run(
      ['m.ts@git', 'm.ts', '--json'],
      { '/w/m.ts': network, '/w/filters.ts': 'export const filters = 8' },
      { '/w/m.ts': network, '/w/filters.ts': 'export const filters = 4' },
    )
    const { layers } = JSON.parse(output) as ComparisonReport
    expect(layers[1].changes).toEqual(['filters 4 → 8', 'output 6×6×4 → 6×6×8'])
  })

  test.each([
    [['one.ts'], 'diff compares two models, not 1; try convolens --help'],
    [['one.ts', 'two.ts'], "two.ts makes 2 models; name one of them, as in 'two.ts#a'"],
    [['one.ts', 'two.ts#c'], 'two.ts makes no model c, but a, b'],
    [['one.ts', 'zoo:lenet'], 'there is no network lenet; convolens zoo lists them'],
    [['one.ts', 'zoo:resNet?depth'], 'zoo:resNet?depth: depth should be option=value'],
    [['one.ts', 'one.ts@git'], 'one.ts is not in the last commit of a git repository'],
    [['one.ts', 'gone.ts'], 'there is no file gone.ts'],
    [['one.ts', 'empty.ts'], 'empty.ts makes no model'],
  ])('%j is refused', (args, message) => {
    const texts = { '/w/one.ts': one, '/w/two.ts': two, '/w/empty.ts': '' }
    expect(run(args, texts)).toEqual({ status: 2, output: '', errors: message })
  })
})

test('the command reads the last commit from git', () => {
  const folder = mkdtempSync(join(tmpdir(), 'convolens-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=e@e', ...args], { cwd: folder })
  git('init', '-q')
  writeFileSync(join(folder, 'm.ts'), one)
  git('add', 'm.ts')
  git('commit', '-q', '-m', 'first')
  writeFileSync(join(folder, 'm.ts'), one.replace('conv2d(4, 3)', 'conv2d(4, 5)'))
  const cli = resolve(__dirname, '../cli.ts')
  const args = ['--import', import.meta.resolve('tsx'), cli, 'diff', 'm.ts@git', 'm.ts']
  const output = execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
  expect(output).toContain('~ conv2d_1: kernelSize 3×3 → 5×5')
}, 30_000)
