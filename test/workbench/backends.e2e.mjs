import assert from 'node:assert/strict'
import { assertAccessible } from './harness/accessibility.mjs'
import { poll } from './harness/poll.mjs'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'digits/lenet.ts'

const pageOf = page => webviewFrame(page, 'Convolens: Backends')

export const tests = {
  'every backend is tried, and a reason told for those that do not run': async ({ page, editor }) => {
    await editor.command('Convolens: Show Backends')
    const panel = await pageOf(page)
    await panel.locator('#backends[aria-busy="false"]').waitFor({ timeout: 120_000 })
    const rows = await panel
      .locator('#backends tbody tr')
      .evaluateAll(found =>
        found.map(row => ({ name: row.dataset.backend, runs: row.dataset.runs, text: row.innerText })),
      )
    assert.deepEqual(
      rows.map(({ name }) => name),
      ['webgpu', 'webgl', 'wasm', 'cpu', 'tfjs-node-gpu', 'tfjs-node'],
    )
    for (const name of ['wasm', 'cpu']) {
      const { runs, text } = rows.find(row => row.name === name)
      assert.equal(runs, 'true')
      assert.match(text, /yes\s+\d+\.\d+\.\d+\s+CPU.*\s+\d.* m?s/)
    }
    // The workspace has no package for Node.
    assert.match(rows.at(-1).text, /no.*@tensorflow\/tfjs-node is not installed; run "Convolens: Install TensorFlow/s)
    assert.match(await panel.getByRole('status').textContent(), /convolens\.backend is auto\.\s+A panel takes \w+\./)
    await assertAccessible(panel)
  },

  'the table goes to the clipboard, and the command tries again': async ({ page, editor }) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    const panel = await pageOf(page)
    await panel.locator('#copy-backends').click()
    await poll('the table on the clipboard', async () =>
      (await page.evaluate(() => navigator.clipboard.readText())).includes('| wasm | yes |'),
    )
    await panel.evaluate(() => {
      document.body.dataset.before = 'true'
    })
    await editor.command('Convolens: Show Backends')
    await poll('a page anew', async () => {
      const frame = await pageOf(page)
      return (await frame.locator('body:not([data-before]) #backends[aria-busy="false"]').count()) === 1
    })
  },
}
