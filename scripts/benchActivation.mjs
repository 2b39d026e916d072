// How long the extension takes to be activated in a real workbench, in windows one after the other, as VS Code itself tells it:
// reading and running the script, and the call of `activate`. Needs a build and Chromium: `npm run bench -- activation`
import { join } from 'node:path'
import { newPage } from '../test/workbench/harness/browser.mjs'
import { Editor } from '../test/workbench/harness/editor.mjs'
import { poll } from '../test/workbench/harness/poll.mjs'
import { startWorkbench } from '../test/workbench/harness/workbench.mjs'
import { makeWorkspace } from '../test/workbench/harness/workspace.mjs'

const WINDOWS = 9
const FILE = 'digits/lenet.ts'

const workspace = makeWorkspace()
const workbench = await startWorkbench()
try {
  const times = []
  for (let window = 0; window < WINDOWS; window++) times.push(await activationTime())
  const sorted = times.toSorted((a, b) => a - b)
  const quantile = share => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
  console.log(
    `Activation, ${WINDOWS} windows: median ${quantile(0.5)} ms, 95 % ${quantile(0.95)} ms (${times.join(', ')})`,
  )
} finally {
  await workbench.stop()
  workspace.remove()
}

/** Milliseconds in a new window, from the editor's view "Running Extensions". */
async function activationTime() {
  const page = await newPage(workbench.browser)
  await page.goto(workbench.url({ folder: workspace.folder, file: join(workspace.folder, FILE) }))
  const editor = new Editor(page)
  await editor.ready()
  await editor.lineMatching(/28×28×6/)
  await editor.command('Developer: Show Running Extensions')
  const row = page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: 'Convolens' })
  const time = await poll('the time', async () =>
    /(\d+)\s*ms/.exec(await row.locator('.activation-time').textContent()),
  )
  await page.context().close()
  return Number(time[1])
}
