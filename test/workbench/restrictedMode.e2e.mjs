import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closePanel } from './harness/closePanel.mjs'
import { poll } from './harness/poll.mjs'
import { changeSettings } from './harness/settings.mjs'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'untrusted.ts'
/** The folder is opened in Restricted Mode, without a question. */
export const settings = { 'security.workspace.trust.startupPrompt': 'never' }

const TITLE = 'Convolens: Linked'
const loaded = folder => join(folder, 'loaded.txt')

/** A TensorFlow for Node that tells that it was loaded, in the workspace and where its settings say; weights from elsewhere. */
export function prepare(folder) {
  const module = `require('node:fs').writeFileSync(${JSON.stringify(loaded(folder))}, __filename)\n`
  for (const place of ['node_modules', 'engine/node_modules'])
    for (const name of ['tfjs-node', 'tfjs-node-gpu']) {
      const installed = join(folder, place, '@tensorflow', name)
      mkdirSync(installed, { recursive: true })
      writeFileSync(
        join(installed, 'package.json'),
        `{"name":"@tensorflow/${name}","version":"4.22.0","main":"index.js"}`,
      )
      writeFileSync(join(installed, 'index.js'), module)
    }
  changeSettings(folder, { 'convolens.enginePath': join(folder, 'engine'), 'convolens.backend': 'tfjs-node' })
  const outside = mkdtempSync(join(tmpdir(), 'convolens-outside-'))
  writeFileSync(join(outside, 'weights.npz'), 'secret')
  symlinkSync(join(outside, 'weights.npz'), join(folder, 'link.npz'))
  const source = [
    "import { input, model } from 'convolens'",
    'const image = input(16, 16, 3)',
    'const scores = image.conv2d(8, 3).globalAveragePool2d().dense(10).softmax()',
    "export default model('Linked', image, scores, { weights: './link.npz' })",
    '',
  ]
  writeFileSync(join(folder, file), source.join('\n'))
}

export const tests = {
  'the whole static analysis works in a folder that is not trusted': async ({ page, editor }) => {
    await page.getByText('Restricted Mode').first().waitFor()
    await editor.lineMatching(/conv2d\(8.*14×14×8/)
    await editor.hover('conv2d', /parameters/i)
  },

  'no native module of the workspace is loaded, nor one that its settings name': async ({ page, editor, folder }) => {
    await editor.goTo(4, 20)
    await editor.command('Convolens: Visualize Activations')
    const panel = await webviewFrame(page, TITLE)
    await panel.locator('#error').waitFor()
    assert.match(await panel.locator('#error').textContent(), /No backend starts: tfjs-node: /)
    assert.equal(existsSync(loaded(folder)), false)
  },

  'on a backend of the panel the network runs, without weights that lie behind a link': async ({
    page,
    editor,
    folder,
  }) => {
    await closePanel(page, TITLE)
    changeSettings(folder, { 'convolens.backend': 'wasm' })
    // The workbench takes a while to notice that a file of settings is another one.
    const panel = await poll('a panel on wasm', async () => {
      await editor.command('Convolens: Visualize Activations')
      const opened = await webviewFrame(page, TITLE)
      await opened.locator('#status[data-busy="false"]').waitFor({ state: 'attached' })
      if ((await opened.locator('#error').count()) === 0) return opened
      await closePanel(page, TITLE)
      return undefined
    })
    await panel.getByTestId('prediction').first().waitFor()
    await panel
      .getByText(/is a symbolic link in a workspace that is not trusted/)
      .first()
      .waitFor()
    assert.equal(existsSync(loaded(folder)), false)
  },
}
