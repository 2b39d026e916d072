import assert from 'node:assert/strict'
import { assertAccessible } from './harness/accessibility.mjs'
import { choose } from './harness/choose.mjs'
import { countColours, readPixels } from './harness/pixels.mjs'
import { poll } from './harness/poll.mjs'
import { writeSlowNetwork } from './harness/slowNetwork.mjs'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'slow.ts'

export const prepare = folder => writeSlowNetwork(folder, file)

const panelOf = page => webviewFrame(page, 'Convolens: Slow')
const explanation = panel => panel.getByTestId('explanation')

export const tests = {
  'what few passes make is there by itself, and a score without softmax is no share': async ({ page, editor }) => {
    await editor.lineMatching(/conv2d\(24, 3\)/)
    await editor.command('Convolens: Visualize Activations')
    const panel = await panelOf(page)
    await explanation(panel).waitFor()
    const caption = await panel.locator('#explanation + .caption').textContent()
    assert.match(caption, /\(score -?[\d.,e-]+\)/)
    assert.doesNotMatch(caption, /%/)
    for (const text of await panel.locator('.class .score').allTextContents()) assert.doesNotMatch(text, /%/)
  },

  'a method of many passes tells its cost and waits': async ({ page }) => {
    const panel = await panelOf(page)
    await choose(panel, 'method', 'rise')
    await panel.locator('#run').waitFor()
    await panel.locator('#status[data-busy="false"]').waitFor({ state: 'attached' })
    assert.equal(await explanation(panel).count(), 0)
    const cost = await panel.getByTestId('explanation-cost').textContent()
    assert.match(cost, /1,000 forward passes, about [\d.]+ m?s here/)
    await assertAccessible(panel)
  },

  'it shows how far it is, and stops when it is told to': async ({ page }) => {
    const panel = await panelOf(page)
    await panel.locator('#run').click()
    const bar = panel.getByRole('progressbar', { name: 'RISE' })
    await poll('some passes', async () => Number(await bar.getAttribute('aria-valuenow')) > 0)
    const now = Number(await bar.getAttribute('aria-valuenow'))
    assert.equal(await bar.getAttribute('aria-valuemax'), '1000')
    assert.match(await bar.textContent(), /\d+ of 1,000 passes, about .* left/)
    await poll('more passes', async () => Number(await bar.getAttribute('aria-valuenow')) > now)
    await assertAccessible(panel)
    await panel.locator('#cancel').click()
    // An engine that had to be killed would offer a restart.
    await panel.locator('#retry').waitFor()
    assert.match(await panel.locator('#error').textContent(), /Stopped/)
    assert.equal(await bar.count(), 0)
    assert.equal(await panel.locator('#prediction[data-class]').count(), 1)
  },

  'where it is wanted it is made, and waits again for another class': async ({ page }) => {
    const panel = await panelOf(page)
    await choose(panel, 'method', 'scoreCam')
    await panel.locator('#run').click()
    await poll('Score-CAM', async () => (await explanation(panel).getAttribute('data-method')) === 'scoreCam')
    assert.ok(countColours(await readPixels(explanation(panel))) > 10)
    await panel.locator('button.class[aria-pressed="false"]').first().click()
    await panel.locator('#run').waitFor()
    assert.equal(await explanation(panel).count(), 0)
    await choose(panel, 'method', 'gradCam')
    await poll('Grad-CAM', async () => (await explanation(panel).getAttribute('data-method')) === 'gradCam')
    assert.equal(await panel.locator('#run').count(), 0)
  },
}
