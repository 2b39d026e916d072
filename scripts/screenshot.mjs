// Takes docs/images/workbench.png: hints, a warning, a hover and the panel in one workbench; and the pictures of the walkthrough.
// Needs a build (npm run build).
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

  mkdirSync(dirname(picture), { recursive: true })
  mkdirSync(join(repositoryRoot, 'walkthrough'), { recursive: true })
  await editor.command('Convolens: Add Convolens to This Project')
  await page.locator('.quick-input-list .monaco-list-row').nth(3).waitFor()
  await take('add', { x: 400, y: 0, width: 800, height: 260 })
  await page.keyboard.press('Escape')
  await editor.hover('conv2d', /receptive field/i)
  await take('read', { x: 320, y: 30, width: 1100, height: 560 })
  await page.mouse.move(1, 1)

  const { line, column } = positionOf(readText(workspace.folder, file), '.tanh')
  await editor.goTo(line, column)
  await editor.type('.dropout(0.5)')
  await editor.squiggles('warning').first().waitFor()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Control+.')
  await page.locator('.action-widget .monaco-list-row', { hasText: 'ropout' }).first().waitFor()
  await take('fix', { x: 320, y: 30, width: 900, height: 420 })
  await page.keyboard.press('Escape')

  await editor.command('Convolens: Visualize Activations')
  const panel = await webviewFrame(page, 'Convolens: LeNet-5')
  await panel.getByTestId('explanation').waitFor()
  await editor.command('View: Close Primary Side Bar')
  await take('look', { x: 800, y: 30, width: 800, height: 840 })
  await editor.hover('conv2d', /receptive field/i)
  await page.screenshot({ path: picture })
  console.log(`written: ${picture}`)

  /** Takes a part of the page as the picture of a step of the walkthrough. */
  function take(step, clip) {
    return page.screenshot({ path: join(repositoryRoot, `walkthrough/${step}.png`), clip })
  }
} finally {
  await workbench.stop()
  workspace.remove()
}
