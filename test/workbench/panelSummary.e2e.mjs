import assert from 'node:assert/strict'
import { assertAccessible } from './harness/accessibility.mjs'
import { poll } from './harness/poll.mjs'
import { positionOf, readText } from './harness/textFile.mjs'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'digits/lenet.ts'

const panelOf = page => webviewFrame(page, 'Convolens: LeNet-5')
const names = panel => panel.locator('#summary tbody tr').evaluateAll(rows => rows.map(row => row.dataset.layer))
const selected = panel => panel.locator('#summary tr.selected').getAttribute('data-layer')

export const tests = {
  'the tabs lead to the summary by keyboard': async ({ page, editor }) => {
    await editor.lineMatching(/conv2d\(6.*28×28×6/)
    await editor.command('Convolens: Visualize Activations')
    const panel = await panelOf(page)
    await panel.getByTestId('activations').waitFor()
    await assertAccessible(panel)
    await panel.locator('#tab-look').focus()
    await poll('the summary', async () => {
      await page.keyboard.press('ArrowRight')
      return panel.locator('#summary').isVisible()
    })
    assert.equal(await panel.locator('#tab-summary').getAttribute('aria-selected'), 'true')
    assert.equal(await panel.evaluate(() => document.activeElement.id), 'tab-summary')
  },

  // Counted by hand: 5·5·6 + 6, then 5·5·6·16 + 16, then 400·120 + 120, 120·84 + 84 and 84·10 + 10.
  'it tells what every layer costs, and the totals': async ({ page }) => {
    const panel = await panelOf(page)
    const cell = (layer, column) => panel.locator(`tr[data-layer="${layer}"] td[data-column="${column}"]`).textContent()
    assert.equal((await cell('conv2d_2', 'parameters')).trim(), '2,416')
    assert.equal((await cell('dense_1', 'parameters')).trim(), '48,120')
    assert.match(await panel.locator('#summary tfoot').textContent(), /61,706/)
    const bar = layer =>
      panel.locator(`tr[data-layer="${layer}"] td[data-column="parameters"] rect`).getAttribute('width')
    assert.equal(await bar('dense_1'), '100.00')
    assert.equal(await bar('conv2d_2'), ((100 * 2416) / 48120).toFixed(2))
  },

  'a click on a heading sorts, largest first': async ({ page }) => {
    const panel = await panelOf(page)
    const before = await names(panel)
    const heading = panel.locator('#summary th[data-column="parameters"] button')
    await heading.click()
    await poll('the order', async () => (await names(panel))[0] === 'dense_1')
    assert.deepEqual((await names(panel)).slice(0, 3), ['dense_1', 'dense_2', 'conv2d_2'])
    await heading.click()
    await heading.click()
    await poll('the order of the network', async () => (await names(panel)).join() === before.join())
  },

  'a row shows its code': async ({ page, folder }) => {
    const panel = await panelOf(page)
    await panel.locator('tr[data-layer="dense_2"]').click()
    await poll('dense_2', async () => (await selected(panel)) === 'dense_2')
    const { line } = positionOf(readText(folder, file), 'dense(84)')
    const active = page.locator('.editor-instance .line-numbers.active-line-number')
    await poll('the line of dense(84)', async () => (await active.allTextContents()).join() === String(line))
    // The keyboard stays in the panel, so that arrow keys go on there.
    assert.equal(await panel.evaluate(() => document.hasFocus()), true)
  },

  'the table is copied as Markdown and as CSV': async ({ page }) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    const panel = await panelOf(page)
    const copied = () => page.evaluate(() => navigator.clipboard.readText())
    await panel.locator('#copy-markdown').click()
    await poll('Markdown', async () => /^\| Layer .*\n\|[ |:-]+\n/.test(await copied()))
    assert.match(await copied(), /\| conv2d_1 \| conv2d \| 28×28×6 \| 156 \| 117,600 \| 18\.4 KiB \| 5×5 \|/)
    await panel.locator('#copy-csv').click()
    await poll('CSV', async () => /^conv2d_1,conv2d,28×28×6,156,0,117600,18816,5×5\r$/m.test(await copied()))
  },

  'axe-core finds nothing serious': async ({ page }) => {
    await assertAccessible(await panelOf(page))
  },
}
