// Takes docs/images/workbench.png: hints, a warning, a hover and the panel in one workbench. Needs a build (npm run build).
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { newPage } from '../test/workbench/harness/browser.mjs'
import { Editor } from '../test/workbench/harness/editor.mjs'
import { positionOf, readText } from '../test/workbench/harness/textFile.mjs'
import { webviewFrame } from '../test/workbench/harness/webview.mjs'
import { startWorkbench } from '../test/workbench/harness/workbench.mjs'
import { makeWorkspace } from '../test/workbench/harness/workspace.mjs'
import { repositoryRoot } from './workbench/repositoryRoot.mjs'

const file = 'digits/lenet.ts'
const picture = join(repositoryRoot, 'docs/images/workbench.png')

const workspace = makeWorkspace()
const workbench = await startWorkbench()
try {
  const page = await newPage(workbench.browser, { width: 1600, height: 900 })
  await page.goto(workbench.url({ folder: workspace.folder, file: join(workspace.folder, file) }))
  const editor = new Editor(page)
  await editor.ready()
  await editor.lineMatching(/conv2d\(6.*28×28×6/)

  const { line, column } = positionOf(readText(workspace.folder, file), '.tanh')
  await editor.goTo(line, column)
  await editor.type('.dropout(0.5)')
  await editor.squiggles('warning').first().waitFor()

  await editor.command('Convolens: Visualize Activations')
  const panel = await webviewFrame(page, 'Convolens: LeNet-5')
  await panel.getByTestId('explanation').waitFor()
  await editor.command('View: Close Primary Side Bar')
  await editor.hover('conv2d', /receptive field/i)
  mkdirSync(dirname(picture), { recursive: true })
  await page.screenshot({ path: picture })
  console.log(`written: ${picture}`)
} finally {
  await workbench.stop()
  workspace.remove()
}
