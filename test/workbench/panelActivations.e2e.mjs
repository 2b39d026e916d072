import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assertAccessible } from './harness/accessibility.mjs'
import { meanDifference, readPixels } from './harness/pixels.mjs'
import { poll } from './harness/poll.mjs'
import { positionOf, readText } from './harness/textFile.mjs'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'digits/lenet.ts'

const wide = 'wide.ts'

export function prepare(folder) {
  writeFileSync(
    join(folder, wide),
    `import { input, model } from 'convolens'

const image = input(32, 32, 1)
const x = image.conv2d(512, 3, { padding: 'same', activation: 'sigmoid' }).conv2d(2048, 1)
export default model('Wide', image, x.globalAveragePool2d().dense(3).softmax())
`,
  )
}

const panelOf = page => webviewFrame(page, 'Convolens: LeNet-5')
const maps = panel => panel.locator('#activations')
const readout = panel => panel.locator('tile-view .readout').first()
const tile = async panel => Number(await readout(panel).getAttribute('data-tile'))

/** Chooses by keyboard, as those do who use no mouse. */
async function choose(page, panel, id, value) {
  const dropdown = panel.locator(`#${id}`)
  await poll(`${id}: ${value}`, async () => {
    await dropdown.focus()
    const values = await dropdown.locator('vscode-option').evaluateAll(options => options.map(({ value }) => value))
    await page.keyboard.press('Home')
    for (let i = 0; i < values.indexOf(value); i++) await page.keyboard.press('ArrowDown')
    return (await dropdown.evaluate(element => element.value)) === value
  })
}

/** The numbers of every channel from first to last, read by keyboard. */
async function readAll(page, panel, count) {
  await maps(panel).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Home')
  const texts = []
  for (let i = 0; i < count; i++) {
    texts.push({ tile: await tile(panel), text: await readout(panel).textContent() })
    await page.keyboard.press('ArrowRight')
  }
  return texts
}

export const tests = {
  'channels are sorted by what the numbers say': async ({ page, editor, folder }) => {
    await editor.lineMatching(/conv2d\(6.*28×28×6/)
    const { line, column } = positionOf(readText(folder, file), 'conv2d(16')
    await editor.goTo(line, column)
    await editor.command('Convolens: Visualize Activations')
    const panel = await panelOf(page)
    await poll('conv2d_2', async () => (await maps(panel).getAttribute('data-layer')) === 'conv2d_2')
    await panel.locator('#status[data-busy="false"]').waitFor({ state: 'attached' })
    await choose(page, panel, 'order', 'max')
    const seen = await readAll(page, panel, 16)
    assert.deepEqual(
      seen.map(({ tile }) => tile).sort((a, b) => a - b),
      Array.from({ length: 16 }, (_, i) => i),
    )
    const largest = seen.map(({ text }) => Number(text.match(/… (-?[\d.]+)/)[1]))
    assert.deepEqual(
      largest,
      largest.toSorted((a, b) => b - a),
    )
  },

  'what speaks for the class comes first, and for another class it is something else': async ({ page }) => {
    const panel = await panelOf(page)
    await choose(page, panel, 'order', 'contribution')
    await poll('contributions', async () => {
      await maps(panel).focus()
      await page.keyboard.press('Home')
      return /speaks for the class by/.test(await readout(panel).textContent())
    })
    const order = async () => (await readAll(page, panel, 16)).map(({ tile }) => tile)
    const shares = (await readAll(page, panel, 16)).map(({ text }) => Number(text.match(/by (-?[\d.e-]+)/)[1]))
    assert.deepEqual(
      shares,
      shares.toSorted((a, b) => b - a),
    )
    const first = await order()
    const note = await panel.locator('#contribution').textContent()
    await panel.locator('button.class[aria-pressed="false"]').first().click()
    await poll('another class', async () => (await panel.locator('#contribution').textContent()) !== note)
    assert.notDeepEqual(await order(), first)
    await choose(page, panel, 'order', 'channel')
  },

  'other colours draw the same numbers, from black to white in grey': async ({ page }) => {
    const panel = await panelOf(page)
    const before = await readPixels(maps(panel))
    await choose(page, panel, 'colours', 'grey')
    const isGrey = ({ data }) => data.every((value, i) => i % 4 === 3 || value === data[i - (i % 4)])
    const grey = await poll('grey maps', async () => {
      await panel.locator('h1').first().hover()
      const pixels = await readPixels(maps(panel))
      return isGrey(pixels) && pixels
    })
    assert.ok(meanDifference(before, grey) > 5)
    // Each channel has a scale of its own: some place of it is black, another white.
    const values = grey.data.filter((_, i) => i % 4 === 0).sort((a, b) => a - b)
    assert.deepEqual([values.at(0), values.at(-1)], [0, 255])
    await choose(page, panel, 'colours', 'viridis')
  },

  'a channel is looked at closely over the image': async ({ page }) => {
    const panel = await panelOf(page)
    await maps(panel).focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    const picture = panel.locator('#channel-picture')
    await poll('channel 1', async () => (await picture.getAttribute('data-channel')) === '1')
    // 10×10 places, each counted once.
    const counts = await panel
      .locator('#histogram rect')
      .evaluateAll(bars => bars.map(bar => Number(bar.dataset.count)))
    assert.equal(counts.length, 32)
    assert.equal(
      counts.reduce((sum, count) => sum + count, 0),
      100,
    )
    await panel.locator('#channel-opacity').fill('0')
    const bare = await poll('the bare digit', async () => {
      const pixels = await readPixels(picture)
      return pixels.data.every((value, i) => i % 4 === 3 || value === pixels.data[i - (i % 4)]) && pixels
    })
    await panel.locator('#channel-opacity').fill('100')
    await poll('the bare map', async () => meanDifference(bare, await readPixels(picture)) > 20)
    await panel.locator('#channel-opacity').fill('70')
    // A click within it chooses a place of it.
    const { width, height } = await picture.boundingBox()
    await picture.click({ position: { x: 0.25 * width, y: 0.65 * height } })
    await poll(
      'row 6, column 2',
      async () => (await panel.locator('#field-picture').getAttribute('data-place')) === 'conv2d_2 6 2',
    )
  },

  'two layers stand side by side': async ({ page }) => {
    const panel = await panelOf(page)
    await choose(page, panel, 'compare', 'layer')
    await choose(page, panel, 'compare-layer', 'conv2d_1')
    const other = panel.locator('#activations-compared')
    await poll('conv2d_1', async () => (await other.getAttribute('data-layer')) === 'conv2d_1')
    assert.match(await panel.locator('#compared .numbers').textContent(), /28×28×6/)
    assert.equal(await maps(panel).getAttribute('data-layer'), 'conv2d_2')
  },

  'two images stand side by side': async ({ page }) => {
    const panel = await panelOf(page)
    await choose(page, panel, 'compare', 'image')
    const other = panel.locator('#activations-compared')
    await poll('the same layer', async () => (await other.getAttribute('data-layer')) === 'conv2d_2')
    assert.match(await panel.locator('#compared h3').textContent(), /\.png/)
    const numbers = await panel.locator('#compared .numbers').textContent()
    assert.notEqual(numbers, await panel.locator('.beside > :first-child .numbers').textContent())
  },

  'the network as it was stands beside the network as it is': async ({ page, editor, folder }) => {
    const panel = await panelOf(page)
    await choose(page, panel, 'compare', 'version')
    const numbers = side => panel.locator(`.beside > :${side}-child .numbers`).textContent()
    await poll('the same numbers', async () => (await numbers('first')) === (await numbers('last')))
    const { line, column } = positionOf(readText(folder, file), 'conv2d(6')
    await page.locator('.editor-instance .view-lines').click({ position: { x: 5, y: 5 } })
    await editor.goTo(line, column + 'conv2d('.length)
    await page.keyboard.press('Delete')
    await editor.type('9')
    await choose(page, panel, 'layer', 'conv2d_1')
    await poll('nine channels', async () => /28×28×9/.test(await numbers('first')))
    await poll('six channels as they were', async () => /28×28×6/.test(await numbers('last')))
  },

  'axe-core finds nothing serious': async ({ page }) => {
    await assertAccessible(await panelOf(page))
  },
}
