import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assertAccessible } from './harness/accessibility.mjs'
import { countColours, readPixels } from './harness/pixels.mjs'
import { poll } from './harness/poll.mjs'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'values/pictures.ts'

const panelOf = page => webviewFrame(page, 'Convolens: Pictures')

export function prepare(folder) {
  mkdirSync(join(folder, 'values'))
  const code = `import { input, model } from 'convolens'
const image = input(48, 48, 3)
const code = image.conv2d(8, 3, { padding: 'same' }).relu()
export default model('Pictures', image, code.conv2d(3, 3, { padding: 'same' }).sigmoid(), {
  task: 'detection',
  preprocessing: { scale: 1 / 255 },
})
`
  writeFileSync(join(folder, file), code)
}

export const tests = {
  'an output that nobody can read is shown as it is, with the reason': async ({ page, editor }) => {
    await editor.lineMatching(/conv2d\(8.*48×48×8/)
    await editor.command('Convolens: Visualize Activations')
    const panel = await panelOf(page)
    await panel.locator('#values').waitFor()
    assert.match(await panel.locator('#reading-reason').textContent(), /does not tell how its boxes are read/)
    const [name, shape, min, mean, max] = await panel.locator('#values tbody tr :is(th, td)').allTextContents()
    assert.deepEqual([name, shape], ['sigmoid_1', '48×48×3'])
    assert.ok(0 < Number(min) && Number(min) < Number(mean) && Number(mean) < Number(max) && Number(max) < 1)
    await poll('a picture', async () => countColours(await readPixels(panel.locator('#output-0'))) > 50)
  },

  'random weights are told of at the prediction': async ({ page }) => {
    const panel = await panelOf(page)
    assert.equal(await panel.locator('#prediction-title .badge').textContent(), 'untrained weights')
  },

  'the user may read it in another way': async ({ page }) => {
    const panel = await panelOf(page)
    await panel.locator('#read-as').click()
    await panel.locator('#read-as vscode-option', { hasText: 'A mask' }).click()
    await panel.locator('#mask').waitFor()
    assert.equal(await panel.locator('#prediction-title .badge').textContent(), 'untrained weights')
    await panel.locator('#read-as').click()
    await panel.locator('#read-as vscode-option', { hasText: 'Classes' }).click()
    await panel.locator('[data-testid="prediction"][data-reading="classes"]').waitFor()
    assert.equal(await panel.locator('#prediction .class').count(), 3)
    await panel.locator('#read-as').click()
    await panel.locator('#read-as vscode-option', { hasText: 'Numbers' }).click()
    await panel.locator('#values').waitFor()
  },

  'axe-core finds nothing serious': async ({ page }) => {
    await assertAccessible(await panelOf(page))
  },
}
