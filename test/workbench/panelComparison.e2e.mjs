import assert from 'node:assert/strict'
import { join } from 'node:path'
import { assertAccessible } from './harness/accessibility.mjs'
import { choose } from './harness/choose.mjs'
import { countColours, meanDifference, readPixels } from './harness/pixels.mjs'
import { poll } from './harness/poll.mjs'
import { save } from './harness/save.mjs'
import { writeSlowNetwork } from './harness/slowNetwork.mjs'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'digits/lenet.ts'

const slow = 'slow.ts'

export const prepare = folder => writeSlowNetwork(folder, slow)

const panelOf = page => webviewFrame(page, 'Convolens: LeNet-5')
const figure = (panel, method) => panel.locator(`#comparison figure[data-method="${method}"]`)
const picture = (panel, method) => figure(panel, method).locator('canvas')

export const tests = {
  'methods are chosen, and what all of them take is told before': async ({ page, editor }) => {
    await editor.lineMatching(/conv2d\(6.*28×28×6/)
    await editor.command('Convolens: Visualize Activations')
    const panel = await panelOf(page)
    await panel.getByTestId('explanation').waitFor()
    await panel.locator('#tab-compare').click()
    await panel.locator('#compare-run').waitFor()
    await panel.locator('#compare-none').click()
    assert.equal(await panel.locator('#compare-run').count(), 0)
    for (const method of ['gradCam', 'saliency', 'occlusion'])
      await panel.locator(`input[data-method="${method}"]`).check()
    // Occlusion takes 15 × 15 windows and the image itself, the others one pass each way.
    assert.match(await panel.getByTestId('compare-cost').textContent(), /228 forward and 2 backward passes, about /)
    assert.equal(await panel.locator('#comparison').count(), 0)
    await assertAccessible(panel)
  },

  'they run one by one on the same class, side by side': async ({ page }) => {
    const panel = await panelOf(page)
    await panel.locator('#compare-run').click()
    await figure(panel, 'occlusion').waitFor()
    await panel.locator('#compare-run').waitFor()
    assert.equal(await panel.locator('#comparison figure').count(), 3)
    const pixels = []
    for (const method of ['gradCam', 'saliency', 'occlusion'])
      pixels.push(
        await poll(`the map of ${method}`, async () => {
          const found = await readPixels(picture(panel, method))
          return countColours(found) > 20 && found
        }),
      )
    assert.ok(meanDifference(pixels[0], pixels[1]) > 1, 'two methods give the same map')
    await assertAccessible(panel)
  },

  'one scale of colours recolours all of them': async ({ page }) => {
    const panel = await panelOf(page)
    const before = await readPixels(picture(panel, 'gradCam'))
    await choose(panel, 'compare-colours', 'signed')
    await poll('other colours', async () => meanDifference(before, await readPixels(picture(panel, 'gradCam'))) > 5)
    await choose(panel, 'compare-colours', 'own')
  },

  'trust in one of them is measured on demand': async ({ page }) => {
    const panel = await panelOf(page)
    await figure(panel, 'gradCam').locator('vscode-button').click()
    const lines = figure(panel, 'gradCam').locator('.trust li')
    await lines.first().waitFor()
    assert.match((await lines.allTextContents()).join(), /Deletion .*Insertion .*ROAD .*Random/)
    assert.equal(await figure(panel, 'saliency').locator('.trust').count(), 0)
  },

  'all of them are saved in one picture': async ({ page, folder }) => {
    const panel = await panelOf(page)
    const bytes = await save(
      page,
      panel.locator('#export-comparison'),
      join(folder, 'digits', 'Explanations side by side.png'),
    )
    // Two columns and two rows of 320 pixels, each with a title below.
    assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [2 * 336 + 16, 2 * 364 + 16])
  },

  'a click opens one by itself, without making it again': async ({ page }) => {
    const panel = await panelOf(page)
    await figure(panel, 'occlusion').locator('button.open').click()
    const explanation = panel.getByTestId('explanation')
    await explanation.waitFor()
    assert.equal(await explanation.getAttribute('data-method'), 'occlusion')
    assert.equal(await panel.locator('#run').count(), 0)
  },

  'another class leaves the maps behind': async ({ page }) => {
    const panel = await panelOf(page)
    await panel.locator('button.class[aria-pressed="false"]').first().click()
    await panel.locator('#tab-compare').click()
    await panel.locator('#compare-outdated').waitFor()
    assert.equal(await panel.locator('#comparison').count(), 0)
  },

  'a long run shows how far it is, and what is made stays when it is stopped': async ({ page, editor }) => {
    await editor.command('View: Focus First Editor Group')
    await page.keyboard.press('Control+p')
    await page.locator('.quick-input-widget input').fill(slow)
    await page.locator('.quick-input-list .monaco-list-row', { hasText: slow }).first().waitFor()
    await page.keyboard.press('Enter')
    await editor.lineMatching(/conv2d\(24, 3\)/)
    await editor.command('Convolens: Visualize Activations')
    const panel = await webviewFrame(page, 'Convolens: Slow')
    await panel.getByTestId('explanation').waitFor()
    await panel.locator('#tab-compare').click()
    await panel.locator('#compare-none').click()
    for (const method of ['gradCam', 'rise', 'lime']) await panel.locator(`input[data-method="${method}"]`).check()
    await panel.locator('#compare-run').click()
    await figure(panel, 'gradCam').waitFor()
    const bar = panel.locator('#progress')
    await bar.waitFor()
    // Grad-CAM, a thousand masks, and five hundred samples.
    assert.equal(await bar.getAttribute('aria-valuemax'), '1501')
    await panel.locator('#cancel').click()
    await panel.locator('#compare-run').waitFor()
    assert.equal(await bar.count(), 0)
    assert.ok((await panel.locator('#comparison figure').count()) < 3)
    assert.equal(await figure(panel, 'gradCam').count(), 1)
  },
}
