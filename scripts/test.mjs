// The whole check of a clone: build, types, style, then unit tests, tests of what is published, in the extension host, in the workbench.
// The last line is `N passed, N failed`; a failed build, type check or style check counts as one failure.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from './workbench/repositoryRoot.mjs'

process.chdir(repositoryRoot)
const results = 'test-results'
const unitReport = join(results, 'unit.json')
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

const binary = name => join('node_modules/.bin', name)
const rows = []
const built = await step('build', process.execPath, ['scripts/build.mjs'], checkCount)
await step('types', binary('tsc'), ['--noEmit'], checkCount)
await step('style', binary('biome'), ['check', '.'], checkCount)
await step(
  'unit tests',
  binary('vitest'),
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
  unitCount,
)
// Without a build there is nothing to open in an editor; its failure is already counted.
if (built) {
  await step('package tests', process.execPath, ['test/package/run.mjs'], printedCount)
  const ready = await step('workbench set-up', process.execPath, ['scripts/setupWorkbench.mjs'], checkCount)
  if (ready) {
    await step('extension-host tests', process.execPath, ['test/extension/run.mjs'], printedCount)
    await step('workbench tests', process.execPath, ['test/workbench/run.mjs'], printedCount)
  }
}

console.log('\n── summary')
for (const { name, passed, failed, seconds } of rows)
  console.log(
    `${failed > 0 ? '✗' : '✓'} ${name.padEnd(22)}${passed} passed, ${failed} failed${`${seconds} s`.padStart(10)}`,
  )
const total = key => rows.reduce((sum, row) => sum + row[key], 0)
console.log(`${total('passed')} passed, ${total('failed')} failed`)
process.exitCode = total('failed') > 0 ? 1 : 0

/** Runs a command, shows and keeps its output, and notes the counts which `count` reads from it. Resolves to its success. */
async function step(name, command, args, count) {
  console.log(`\n── ${name}`)
  const started = Date.now()
  const { status, output } = await runVisibly(command, args)
  const { passed, failed } = count(status, output)
  // A run that failed without a failed test failed around them.
  const failures = status !== 0 && failed === 0 ? 1 : failed
  rows.push({ name, passed, failed: failures, seconds: Math.round((Date.now() - started) / 1000) })
  return failures === 0
}

function runVisibly(command, args) {
  return new Promise(resolve => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], shell: process.platform === 'win32' })
    let output = ''
    child.stdout.on('data', chunk => {
      output += chunk
      process.stdout.write(chunk)
    })
    child.once('error', error => resolve({ status: 1, output: error.message }))
    child.once('close', status => resolve({ status, output }))
  })
}

function checkCount(status) {
  return { passed: 0, failed: status === 0 ? 0 : 1 }
}

function unitCount() {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(unitReport, 'utf8'))
    return { passed: numPassedTests, failed: numFailedTests }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

function printedCount(_status, output) {
  const [, passed, failed] = /(\d+) passed, (\d+) failed\s*$/.exec(output) ?? [undefined, 0, 1]
  return { passed: Number(passed), failed: Number(failed) }
}
