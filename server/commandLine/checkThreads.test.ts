import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import esbuild from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { typescriptParts } from '../../scripts/typescriptParts.mjs'

const FILES = 120
const folder = mkdtempSync(join(tmpdir(), 'convolens-threads-'))
const script = join(folder, 'cli.cjs')
const models = join(folder, 'models')

beforeAll(async () => {
  const entryPoints = [join(__dirname, '../cli.ts')]
  const plugins = [typescriptParts]
  await esbuild.build({ entryPoints, outfile: script, plugins, bundle: true, platform: 'node', format: 'cjs' })
  mkdirSync(models)
  // Every third has a bias that batch normalisation makes useless; one cannot be parsed, one has a window that does not fit.
  for (let number = 0; number < FILES; number++) {
    const layers = number % 3 === 0 ? 'conv2d(8, 3).batchNorm()' : `conv2d(${number}, ${number === 50 ? 99 : 3})`
    const end = number === 70 ? '.relu(' : ''
    const text = `import { input, model } from 'convolens'\nconst x = input(32, 32, 3)\nexport default model('n', x, x.${layers}${end})\n`
    writeFileSync(join(models, `model${number}.ts`), text)
  }
})

afterAll(() => rmSync(folder, { recursive: true }))

function check(...options: string[]): Promise<{ status: number; output: string }> {
  return new Promise(resolve => {
    execFile(process.execPath, [script, 'check', '.', ...options], { cwd: models }, (error, output) =>
      resolve({ status: Number(error?.code ?? 0), output }),
    )
  })
}

test.each(['json', 'sarif'])('three threads tell in %s what one tells', async format => {
  const alone = await check('--threads', '1', '--format', format)
  expect(alone.status).toBe(1)
  expect(await check('--threads', '3', '--format', format)).toEqual(alone)
  const told = alone.output.match(/bias-before-batch-norm/g)!.length
  // The log names every rule once more.
  expect(told).toBeGreaterThanOrEqual(FILES / 3)
  if (format === 'json') expect(JSON.parse(alone.output)).toHaveLength(FILES)
})
