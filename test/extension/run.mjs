// Runs the tests beside this file in VS Code's extension host: in the VS Code of $CONVOLENS_VSCODE (its executable), else
// in one which @vscode/test-electron downloads, else, without a display or a network, in VS Code's server.
// The build must exist (npm run build).
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron'
import esbuild from 'esbuild'
import { repositoryRoot } from '../../scripts/workbench/repositoryRoot.mjs'
import { makeWorkspace } from '../workbench/harness/workspace.mjs'

const bundled = join(repositoryRoot, 'dist/test')
const scratch = mkdtempSync(join(tmpdir(), 'convolens-extension-tests-'))
const countFile = join(scratch, 'count.json')
const workspace = makeWorkspace()
let failure
try {
  await bundleTests()
  await runTests({
    vscodeExecutablePath: await findVSCode(),
    extensionDevelopmentPath: repositoryRoot,
    extensionTestsPath: join(bundled, 'index'),
    extensionTestsEnv: { CONVOLENS_TEST_COUNT: countFile },
    launchArgs: [workspace.folder, '--disable-extensions'],
  })
} catch (error) {
  failure = error
  console.error(error.message)
}
const count = readCount()
workspace.remove()
rmSync(scratch, { recursive: true, force: true })
// A host that failed outside of the tests counts as one failure.
if (failure !== undefined && count.failed === 0) count.failed = 1
console.log(`${count.passed} passed, ${count.failed} failed`)
process.exitCode = count.failed > 0 ? 1 : 0

function bundleTests() {
  rmSync(bundled, { recursive: true, force: true })
  mkdirSync(bundled, { recursive: true })
  const sources = readdirSync(import.meta.dirname).filter(name => name.endsWith('.ts'))
  return esbuild.build({
    entryPoints: sources.map(name => join(import.meta.dirname, name)),
    ...{ outdir: bundled, bundle: true, platform: 'node', target: 'node20', format: 'cjs', logLevel: 'warning' },
    external: ['vscode', 'mocha'],
  })
}

async function findVSCode() {
  if (process.env.CONVOLENS_VSCODE) return process.env.CONVOLENS_VSCODE
  const standIn = join(import.meta.dirname, 'standIn.mjs')
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    console.log('no display: the tests run in VS Code’s server')
    return standIn
  }
  try {
    return await downloadAndUnzipVSCode()
  } catch (error) {
    console.log(`VS Code cannot be downloaded (${error.message}): the tests run in VS Code’s server`)
    return standIn
  }
}

function readCount() {
  try {
    return JSON.parse(readFileSync(countFile, 'utf8'))
  } catch {
    return { passed: 0, failed: 0 }
  }
}
