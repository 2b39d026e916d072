import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { poll } from './harness/poll.mjs'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'notes.ts'

/** A project with a package.json of its own, and nothing of Convolens. */
export function prepare(folder) {
  writeFileSync(join(folder, 'notes.ts'), 'export const nothing = 1\n')
  writeFileSync(join(folder, 'package.json'), '{\n  "name": "nets",\n  "dependencies": {\n    "zod": "4.0.0"\n  }\n}\n')
}

export const tests = {
  'the package, a configuration and a model are written': async ({ page, editor, folder }) => {
    await editor.command('Convolens: Add Convolens to This Project')
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Transfer' }).click()
    await poll('the model', () => existsSync(join(folder, 'models/transfer.ts')))
    const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    assert.deepEqual(Object.keys(dependencies), ['convolens', 'zod'])
    const archive = dependencies.convolens.slice('file:'.length)
    assert.ok(existsSync(join(folder, archive)), archive)
    assert.deepEqual(JSON.parse(readFileSync(join(folder, 'convolens.config.json'), 'utf8')), {
      profile: 'recommended',
    })
  },

  'the model opens and has its hints': ({ editor }) => editor.lineMatching(/conv2d\(1280, 1.*7×7×1280/),

  'its panel runs it': async ({ page, editor }) => {
    await editor.command('Convolens: Visualize Activations')
    const panel = await webviewFrame(page, 'Convolens: Transfer')
    await panel.getByTestId('explanation').waitFor()
  },
}
