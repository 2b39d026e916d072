import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { choose } from './harness/choose.mjs'
import { giveFiles } from './harness/giveFiles.mjs'
import { plainPng } from './harness/pictures.mjs'
import { countColours, readPixels } from './harness/pixels.mjs'
import { poll } from './harness/poll.mjs'
import { positionOf, readText } from './harness/textFile.mjs'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'digits/lenet.ts'

export function prepare(folder) {
  writeFileSync(
    join(folder, 'small.ts'),
    `import { input, model } from 'convolens'

const image = input(16, 16, 1)
export default model('Small', image, image.conv2d(4, 3).relu().globalAveragePool2d().dense(3).softmax())
`,
  )
}

const panelOf = page => webviewFrame(page, 'Convolens: LeNet-5')
const chosen = (panel, id) => panel.locator(`#${id}`).evaluate(element => element.value)

export const tests = {
  'what is chosen in the panel': async ({ page, editor, folder }) => {
    await editor.lineMatching(/conv2d\(6.*28×28×6/)
    const { line, column } = positionOf(readText(folder, file), 'conv2d(6')
    await editor.goTo(line, column + 1)
    await editor.command('Convolens: Visualize Activations')
    const panel = await panelOf(page)
    await panel.getByTestId('explanation').waitFor()
    await choose(panel, 'layer', 'conv2d_2')
    await choose(panel, 'method', 'occlusion')
    await panel.locator('.thumbnail').nth(2).click()
    await panel.locator('#opacity').fill('25')
    await panel.locator('#tab-architecture').click()
    await panel.locator('#architecture').waitFor()
    await panel.locator('#zoom-in').click()
    await panel.locator('#zoom-in').click()
    await choose(panel, 'tint', 'macs')
  },

  'is there again after a reload of the window': async ({ page, editor }) => {
    const before = await panelOf(page)
    const viewBox = await before.locator('#architecture').getAttribute('viewBox')
    // A window that is told which file to open does not restore what was open.
    await page.evaluate(() =>
      history.replaceState(null, '', location.pathname + location.search.replace(/&?payload=[^&]*/, '')),
    )
    await Promise.all([page.waitForEvent('load'), editor.command('Developer: Reload Window')])
    await editor.ready()
    const panel = await panelOf(page)
    await panel.locator('#architecture').waitFor()
    assert.equal(await panel.locator('#tab-architecture').getAttribute('aria-selected'), 'true')
    await poll(
      'the same camera',
      async () => (await panel.locator('#architecture').getAttribute('viewBox')) === viewBox,
    )
    assert.equal(await chosen(panel, 'tint'), 'macs')
    await panel.locator('#tab-look').click()
    await poll(
      'the same layer',
      async () => (await panel.getByTestId('activations').getAttribute('data-layer')) === 'conv2d_2',
    )
    await poll('the same method', async () => (await chosen(panel, 'method')) === 'occlusion')
    await panel.locator('#run').click()
    await poll(
      'its map',
      async () => (await panel.getByTestId('explanation').getAttribute('data-method')) === 'occlusion',
    )
    assert.equal(await panel.locator('#opacity').inputValue(), '25')
    assert.equal(await panel.locator('.thumbnail').nth(2).getAttribute('aria-checked'), 'true')
  },

  'the cursor selects again once it moves': async ({ page, editor, folder }) => {
    const panel = await panelOf(page)
    await page.locator('.tab', { hasText: 'lenet.ts' }).first().click()
    const { line, column } = positionOf(readText(folder, file), 'dense(84')
    await editor.goTo(line, column + 1)
    await poll('dense_2', async () => (await panel.getByTestId('activations').getAttribute('data-layer')) === 'dense_2')
  },

  'several panels run at once, each with its own model': async ({ page, editor }) => {
    await editor.command('View: Focus First Editor Group')
    await page.keyboard.press('Control+p')
    await page.locator('.quick-input-widget input').fill('small.ts')
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'small.ts' }).first().waitFor()
    await page.keyboard.press('Enter')
    await editor.lineMatching(/conv2d\(4, 3\)/)
    await editor.command('Convolens: Visualize Activations')
    const second = await webviewFrame(page, 'Convolens: Small')
    await second.locator('[data-testid="prediction"]').waitFor()
    await poll('its maps', async () => countColours(await readPixels(second.getByTestId('activations'))) > 20)
    const first = await panelOf(page)
    assert.equal(await first.locator('h1').textContent(), 'LeNet-5')
    assert.equal(await second.locator('h1').textContent(), 'Small')
  },

  'all of them are there again after another reload, with the image that the user brought': async ({
    page,
    editor,
  }) => {
    const turnTo = title => page.getByRole('tab', { name: title }).click()
    await turnTo('Convolens: LeNet-5')
    const before = await panelOf(page)
    await giveFiles(before, 'drop', [{ name: 'wide.png', bytes: plainPng(40, 20, [10, 200, 30]) }])
    const facts = panel => panel.locator('#image-facts').textContent()
    await poll('the dropped picture', async () => /^wide\.png · 40×20/.test(await facts(before)))
    await before.locator('#status[data-busy="false"]').waitFor({ state: 'attached' })
    await Promise.all([page.waitForEvent('load'), editor.command('Developer: Reload Window')])
    await editor.ready()
    const first = await panelOf(page)
    await poll('the same picture', async () => /^wide\.png · 40×20/.test(await facts(first)))
    const { data } = await readPixels(first.locator('.thumbnail[aria-checked="true"] img'))
    assert.deepEqual(data.slice(0, 3), [10, 200, 30])
    await first.locator('[data-testid="prediction"][data-class]').waitFor()
    await turnTo('Convolens: Small')
    await (await webviewFrame(page, 'Convolens: Small')).locator('[data-testid="prediction"]').waitFor()
  },
}
