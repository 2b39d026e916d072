import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assertAccessible } from './harness/accessibility.mjs'
import { choose } from './harness/choose.mjs'
import { readPixels } from './harness/pixels.mjs'
import { poll } from './harness/poll.mjs'
import { save } from './harness/save.mjs'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'digits/lenet.ts'

const colours = 'colours.ts'

export function prepare(folder) {
  writeFileSync(
    join(folder, colours),
    `import { input, model } from 'convolens'

const image = input(32, 32, 3)
const x = image.conv2d(512, 3, { strides: 2 }).relu().conv2d(24, 1).relu().depthwiseConv2d(3)
export default model('Colours', image, x.globalAveragePool2d().dense(3).softmax())
`,
  )
}

const panelOf = page => webviewFrame(page, 'Convolens: LeNet-5')
const readout = panel => panel.locator('tile-view .readout').first()

/** The first weight of a TensorFlow.js model that has this shape, straight from its files. */
function readWeight(folder, manifest, wanted) {
  const { weightsManifest } = JSON.parse(readFileSync(join(folder, manifest), 'utf8'))
  const [{ paths, weights }] = weightsManifest
  const bytes = Buffer.concat(paths.map(path => readFileSync(join(folder, manifest, '..', path))))
  let offset = 0
  for (const { shape } of weights) {
    const count = shape.reduce((product, size) => product * size, 1)
    if (shape.join() === wanted.join())
      return Array.from({ length: count }, (_, i) => bytes.readFloatLE(offset + 4 * i))
    offset += 4 * count
  }
  throw new Error(`no weight of ${wanted}`)
}

/** Of the first convolution, [5, 5, 1, 6]: the 25 weights of one filter. */
const filterOf = (folder, filter) =>
  readWeight(folder, 'digits/weights/model.json', [5, 5, 1, 6]).filter((_, i) => i % 6 === filter)

const norm = weights => Math.hypot(...weights)

export const tests = {
  'the filters of the first convolution are drawn, red where a weight speaks for a pixel and blue where against':
    async ({ page, editor, folder }) => {
      await editor.lineMatching(/conv2d\(6.*28×28×6/)
      await editor.command('Convolens: Visualize Activations')
      const panel = await panelOf(page)
      await panel.locator('#tab-filters').click()
      const tiles = panel.locator('#kernels')
      await tiles.waitFor()
      assert.equal(await tiles.getAttribute('data-layer'), 'conv2d_1')
      const { width, data } = await poll('drawn tiles', async () => {
        const pixels = await readPixels(tiles)
        return pixels.data.some(value => value > 0) && pixels
      })
      const weights = filterOf(folder, 0)
      // A tile of 5×5 weights is drawn 55 pixels wide.
      for (const [place, weight] of weights.entries()) {
        const at = 4 * ((Math.floor(place / 5) * 11 + 5) * width + (place % 5) * 11 + 5)
        if (Math.abs(weight) > 0.02) assert.equal(data[at] > data[at + 2], weight > 0, `weight ${place} is ${weight}`)
      }
    },

  'the largest norm comes first, and its numbers are those of the file': async ({ page, folder }) => {
    const panel = await panelOf(page)
    await choose(panel, 'filters-order', 'norm')
    const norms = Array.from({ length: 6 }, (_, filter) => norm(filterOf(folder, filter)))
    const first = norms.indexOf(Math.max(...norms))
    await poll('the filter with the largest norm', async () => {
      await panel.locator('#kernels').focus()
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('Home')
      return Number(await readout(panel).getAttribute('data-tile')) === first
    })
    const told = Number((await readout(panel).textContent()).match(/norm ([\d.]+)/)[1])
    assert.ok(Math.abs(told - norms[first]) < 0.01 * norms[first], `${told} is not ${norms[first]}`)
    await page.keyboard.press('Enter')
    await panel.locator('#kernel-numbers').waitFor()
    const cells = (await panel.locator('#kernel-numbers td').allTextContents()).map(Number)
    const weights = filterOf(folder, first)
    assert.equal(cells.length, 25)
    for (const [i, weight] of weights.entries())
      assert.ok(Math.abs(cells[i] - weight) <= 0.006 * Math.abs(weight), `${cells[i]} is not ${weight}`)
    // Behind each number is the colour of its sign.
    const behind = await panel
      .locator('#kernel-numbers td')
      .evaluateAll(all => all.map(cell => getComputedStyle(cell).backgroundColor.match(/\d+/g).map(Number)))
    for (const [i, weight] of weights.entries())
      if (Math.abs(weight) > 0.02)
        assert.equal(behind[i][0] > behind[i][2], weight > 0, `${behind[i]} is behind ${weight}`)
    await assertAccessible(panel)
  },

  'a filter leads to the channel that it makes': async ({ page }) => {
    const panel = await panelOf(page)
    const filter = await panel.locator('#filter h3').textContent()
    await panel.locator('#filter-channel').click()
    const picture = panel.locator('#channel-picture')
    await picture.waitFor()
    assert.equal(await picture.getAttribute('data-channel'), filter.match(/\d+/)[0])
    assert.equal(await panel.locator('#activations').getAttribute('data-layer'), 'conv2d_1')
  },

  'deeper filters show one channel, or their norm, and their channels side by side': async ({ page }) => {
    const panel = await panelOf(page)
    await panel.locator('#tab-filters').click()
    await panel.locator('#kernels').waitFor()
    await choose(panel, 'filters-layer', 'conv2d_2')
    await poll('conv2d_2', async () => (await panel.locator('#kernels').getAttribute('data-layer')) === 'conv2d_2')
    assert.match(await panel.locator('#filters-legend').textContent(), /^\s*0\s+[\d.]+\s*$/)
    await choose(panel, 'filters-view', 'channel')
    const field = panel.locator('#filters-channel')
    await field.fill('5')
    await field.press('Enter')
    await poll('a scale around zero', async () =>
      /−[\d.]+\s+[\d.]+/.test(await panel.locator('#filters-legend').textContent()),
    )
    await panel.locator('#kernels').focus()
    await page.keyboard.press('Enter')
    await panel.locator('#filter-channels').waitFor()
    await assertAccessible(panel)
  },

  'over three channels filters are in colour, and all of them are saved': async ({ page, editor, folder }) => {
    await editor.command('View: Focus First Editor Group')
    await page.keyboard.press('Control+p')
    await page.locator('.quick-input-widget input').fill(colours)
    await page.locator('.quick-input-list .monaco-list-row', { hasText: colours }).first().waitFor()
    await page.keyboard.press('Enter')
    await editor.lineMatching(/conv2d\(512/)
    await editor.command('Convolens: Visualize Activations')
    const panel = await webviewFrame(page, 'Convolens: Colours')
    await panel.locator('#tab-filters').click()
    const tiles = panel.locator('#kernels')
    await tiles.waitFor()
    assert.equal(await panel.locator('#filters-title .badge').count(), 1)
    const shown = await poll('colours', async () => {
      const pixels = await readPixels(tiles)
      return pixels.data.some((value, i) => i % 4 === 0 && value !== pixels.data[i + 1]) && pixels
    })
    const bytes = await save(page, panel.locator('#export-kernels'), join(folder, 'conv2d_1 kernel.png'))
    // 23 columns and rows of cells of 54 pixels and gaps of 6 between them hold all 512.
    assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [23 * 60 - 6, 23 * 60 - 6])
    assert.ok(shown.height < 23 * 60 - 6, 'all tiles are in sight')
    await assertAccessible(panel)
  },

  'windows of one place are a matrix, a row a filter': async ({ page }) => {
    const panel = await webviewFrame(page, 'Convolens: Colours')
    await choose(panel, 'filters-layer', 'conv2d_2')
    const matrix = panel.locator('#kernel-matrix')
    await matrix.waitFor()
    const { width, height } = await readPixels(matrix)
    assert.deepEqual([width, height], [512, 24])
    await matrix.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    assert.match(await panel.locator('matrix-view .readout').textContent(), /^Channel 1, weight .* Filter 1: /)
    await page.keyboard.press('Enter')
    await poll('filter 1', async () => /^\s*Filter 1\s/.test(await panel.locator('#filter h3').textContent()))
    await assertAccessible(panel)
  },

  'a depthwise filter tells the channel that it sees': async ({ page }) => {
    const panel = await webviewFrame(page, 'Convolens: Colours')
    await choose(panel, 'filters-layer', 'depthwiseConv2d_1')
    await poll(
      'its tiles',
      async () => (await panel.locator('#kernels').getAttribute('data-layer')) === 'depthwiseConv2d_1',
    )
    await panel.locator('#kernels').focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await poll('channel 1', async () => /Filter 1: .*sees channel 1/.test(await readout(panel).textContent()))
  },
}
