// Runs every *.e2e.mjs beside this file in a real workbench: the packaged extension in VS Code's server, driven in Chromium.
// Arguments are parts of file names; without any, all run. The build must exist (npm run build).
// An e2e file exports `file`, the file of the workspace that is opened, and `tests`: names to functions of a Context; and
// `prepare`, a function of the workspace's folder, where that needs more than the examples; and `settings`, where the user has
// set something, for which it gets a workbench of its own. `prepare` is given the folder of the extension, too: what it changes
// there needs a workbench of its own.
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { repositoryRoot } from '../../scripts/workbench/repositoryRoot.mjs'
import { newPage } from './harness/browser.mjs'
import { Editor } from './harness/editor.mjs'
import { speak } from './harness/language.mjs'
import { startWorkbench } from './harness/workbench.mjs'
import { makeWorkspace } from './harness/workspace.mjs'

/** @typedef {{ page: import('playwright-core').Page, editor: Editor, folder: string }} Context */

const results = join(repositoryRoot, 'test-results/workbench')
const count = { passed: 0, failed: 0 }
/** One for all files without settings, started with the first of them. */
let usual
try {
  rmSync(results, { recursive: true, force: true })
  mkdirSync(results, { recursive: true })
  for (const file of e2eFiles()) await runFile(file)
} catch (error) {
  console.error(error)
  count.failed++
} finally {
  await usual?.stop()
}
console.log(`${count.passed} passed, ${count.failed} failed`)
process.exitCode = count.failed > 0 ? 1 : 0

function e2eFiles() {
  const wanted = process.argv.slice(2)
  return readdirSync(import.meta.dirname)
    .filter(name => name.endsWith('.e2e.mjs') && (wanted.length === 0 || wanted.some(part => name.includes(part))))
    .sort()
}

/** The tests of a file share its window, in the order in which they are written. */
async function runFile(name) {
  const title = basename(name, '.e2e.mjs')
  const { file, tests, prepare, settings, language } = await import(pathToFileURL(join(import.meta.dirname, name)).href)
  const workbench = settings ? await startWorkbench(settings) : (usual ??= await startWorkbench())
  const workspace = makeWorkspace()
  prepare?.(workspace.folder, workbench.extension)
  const page = await newPage(workbench.browser)
  if (language !== undefined) await speak(page, language)
  const messages = []
  page.on('console', message => messages.push(`[${message.type()}] ${message.text()}`))
  page.on('pageerror', error => messages.push(`[page error] ${error.message}`))
  try {
    const editor = new Editor(page)
    await runTest(`${title}: opens ${file}`, page, messages, async () => {
      await page.goto(workbench.url({ folder: workspace.folder, file: join(workspace.folder, file) }))
      await editor.ready()
    })
    for (const [test, body] of Object.entries(tests))
      await runTest(`${title}: ${test}`, page, messages, () => body({ page, editor, folder: workspace.folder }))
  } finally {
    await page.context().close()
    if (workbench !== usual) await workbench.stop()
    workspace.remove()
  }
}

async function runTest(name, page, messages, body) {
  const started = Date.now()
  const seconds = () => `${((Date.now() - started) / 1000).toFixed(1)} s`
  try {
    await body()
    count.passed++
    console.log(`  ✓ ${name} (${seconds()})`)
  } catch (error) {
    count.failed++
    const picture = join(results, `${name.replace(/[^\w.-]+/g, '-')}.png`)
    await page.screenshot({ path: picture }).catch(problem => console.error(`no screenshot: ${problem.message}`))
    console.error(`  ✗ ${name} (${seconds()})\n`, error)
    console.error(`    screenshot: ${picture}\n    last messages of the page:\n${messages.slice(-15).join('\n')}`)
  }
}
