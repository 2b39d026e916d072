import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'blocks/net.ts'

/** The extension runs in the browser, as on vscode.dev: in a worker of the page instead of a process of the server. */
export const settings = { 'remote.extensionKind': { 'convolens.convolens-vscode': ['web'] } }

/** A network of LeNet's weights, made by a function of a file that no editor has open: only the client can read it. */
export function prepare(folder) {
  mkdirSync(join(folder, 'blocks'))
  const write = (name, text) => writeFileSync(join(folder, 'blocks', name), text)
  write(
    'twice.ts',
    `import type { Tensor } from 'convolens'
export const twice = (x: Tensor, filters: number) => x.conv2d(filters, 3).relu().conv2d(filters, 3).relu()
`,
  )
  write(
    'net.ts',
    `import { input, model } from 'convolens'
import { twice } from './twice'
const image = input(20, 20, 3)
const features = twice(image, 7)
const mean = features.globalAveragePool2d()
export default model('Twice', image, mean.dense(10).softmax())
`,
  )
}

export const tests = {
  'the server reads the files of the workspace through the page': ({ editor }) =>
    editor.lineMatching(/globalAveragePool2d\(\).*7/),

  'a layer tells its costs': async ({ editor }) => {
    // Seven means and a bias, for each of ten classes.
    assert.match(await editor.hover('dense', /parameters/i), /\(7 \+ 1\)·10 = 80/)
  },

  'the panel runs the network': async ({ page, editor }) => {
    await editor.command('Convolens: Visualize Activations')
    const panel = await webviewFrame(page, 'Convolens: Twice')
    await panel.getByTestId('explanation').waitFor()
  },

  'the extension runs in no process of the server': async ({ page, editor }) => {
    await editor.command('Developer: Show Running Extensions')
    const row = page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: 'Convolens' }).first()
    assert.match(await row.textContent(), /web worker/)
    await page.keyboard.press('Escape')
  },
}
