import assert from 'node:assert/strict'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'sideEffect.ts'
const written = folder => join(folder, 'written.txt')

/** A model file that writes a file as soon as it is run. */
export function prepare(folder) {
  const source = [
    "import { writeFileSync } from 'node:fs'",
    "import { input, model } from 'convolens'",
    `writeFileSync(${JSON.stringify(written(folder))}, 'run')`,
    'const image = input(16, 16, 3)',
    "export default model('Careless', image, image.conv2d(8, 3).globalAveragePool2d().dense(10).softmax())",
    '',
  ]
  writeFileSync(join(folder, file), source.join('\n'))
}

export const tests = {
  'the file is analysed without being run': async ({ editor, folder }) => {
    await editor.lineMatching(/conv2d\(8.*14×14×8/)
    assert.equal(existsSync(written(folder)), false)
  },

  'the panel draws its network without running the file': async ({ page, editor, folder }) => {
    await editor.goTo(5, 60)
    await editor.command('Convolens: Visualize Activations')
    const panel = await webviewFrame(page, 'Convolens: Careless')
    await panel.locator('canvas').first().waitFor()
    assert.equal(existsSync(written(folder)), false)
  },
}
