import assert from 'node:assert/strict'
import { assertAccessible } from './harness/accessibility.mjs'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'digits/lenet.ts'

export const tests = {
  'trust in a map is measured on demand, and its cost told before': async ({ page, editor }) => {
    await editor.lineMatching(/conv2d\(6.*28×28×6/)
    await editor.command('Convolens: Visualize Activations')
    const panel = await webviewFrame(page, 'Convolens: LeNet-5')
    // The map, 2 · 21 images of the curves, 2 · 7 of ROAD, five maps with random weights, and one to see how far the target sees.
    assert.match(await panel.getByTestId('trust-cost').textContent(), /up to 63 forward and 6 backward passes/)
    await panel.locator('#measure-trust').click()
    await panel.locator('#trust').waitFor()
    const lines = await panel.locator('#trust li').allTextContents()
    assert.deepEqual(
      lines.map(line => line.split(' ')[0]),
      ['Deletion', 'Insertion', 'ROAD', 'Random'],
    )
    for (const line of lines) assert.match(line, /^[A-Z][A-Za-z ]* -?\d/)
    await assertAccessible(panel)
  },
}
