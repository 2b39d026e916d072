import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assertAccessible } from './harness/accessibility.mjs'
import { poll } from './harness/poll.mjs'
import { positionOf, readText } from './harness/textFile.mjs'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'residual.ts'

export function prepare(folder) {
  writeFileSync(
    join(folder, file),
    `import { input, model, type Tensor } from 'convolens'

const image = input(32, 32, 1)
const block = (x: Tensor) => x.conv2d(8, 3, { padding: 'same' }).relu().conv2d(8, 3, { padding: 'same' }).add(x)
const stem = image.conv2d(8, 5)
const body = block(block(stem).maxPool2d(2))

export default model('Residual', image, body.globalAveragePool2d().dense(10).softmax())
`,
  )
}

const panelOf = page => webviewFrame(page, 'Convolens: Residual')
const node = (panel, id) => panel.locator(`[data-node="${id}"]`)
const pressed = panel => panel.locator('.node[aria-pressed="true"]').getAttribute('data-node')
const viewBox = async panel => (await panel.locator('#architecture').getAttribute('viewBox')).split(' ').map(Number)

export const tests = {
  'the graph stands in layers, with the shapes at its edges': async ({ page, editor }) => {
    await editor.lineMatching(/conv2d\(8, 5.*28×28×8/)
    await page.locator('.codelens-decoration a', { hasText: 'Architecture' }).first().click()
    const panel = await panelOf(page)
    await panel.locator('#architecture').waitFor()
    assert.equal(await panel.locator('.node').count(), 14)
    const top = async id => Number((await node(panel, id).getAttribute('transform')).match(/[\d.]+/g)[1])
    assert.ok((await top('input_1')) < (await top('conv2d_1')), 'the input is not above')
    assert.ok((await top('conv2d_2')) < (await top('add_1')), 'the sum is not below its inputs')
    const shapes = await panel.locator('.shape').allTextContents()
    // One edge a tensor that is read: thirteen along the chain, and two past the blocks.
    assert.equal(shapes.length, 15)
    assert.equal(shapes.filter(shape => shape === '14×14×8').length, 6)
  },

  'a click on a node shows its code, and the cursor selects its node': async ({ page, editor, folder }) => {
    const panel = await panelOf(page)
    await panel.locator('#zoom-fit').click()
    await node(panel, 'maxPool2d_1').click()
    const { line } = positionOf(readText(folder, file), 'maxPool2d')
    const active = page.locator('.editor-instance .line-numbers.active-line-number')
    await poll('the line of the pooling', async () => (await active.allTextContents()).join() === String(line))
    await page.locator('.editor-instance .view-lines').click({ position: { x: 5, y: 5 } })
    const place = positionOf(readText(folder, file), 'conv2d(8, 5')
    await editor.goTo(place.line, place.column + 1)
    await poll('conv2d_1', async () => (await pressed(panel)) === 'conv2d_1')
  },

  'arrow keys lead from node to node': async ({ page }) => {
    const panel = await panelOf(page)
    await node(panel, 'conv2d_1').focus()
    await page.keyboard.press('ArrowUp')
    await poll('the input', async () => (await pressed(panel)) === 'input_1')
    assert.equal(await panel.evaluate(() => document.activeElement.dataset.node), 'input_1')
  },

  'keys and wheel zoom, and dragging moves': async ({ page }) => {
    const panel = await panelOf(page)
    const [, , before] = await viewBox(panel)
    await page.keyboard.press('+')
    await poll('a closer view', async () => (await viewBox(panel))[2] < 0.9 * before)
    await panel.locator('#architecture').hover({ position: { x: 20, y: 120 } })
    await page.mouse.wheel(0, 400)
    await poll('a wider view', async () => (await viewBox(panel))[2] > before)
    const [left] = await viewBox(panel)
    const box = await panel.locator('#architecture').boundingBox()
    await page.mouse.move(box.x + 20, box.y + 100)
    await page.mouse.down()
    await page.mouse.move(box.x + 120, box.y + 100, { steps: 4 })
    await page.mouse.up()
    await poll('a view further left', async () => (await viewBox(panel))[0] < left - 50)
  },

  'a search dims all others': async ({ page }) => {
    const panel = await panelOf(page)
    await panel.locator('#search').fill('pool')
    await poll('two nodes', async () => (await panel.locator('.node.found').count()) === 2)
    assert.match(await panel.locator('#found').textContent(), /2/)
    await panel.locator('#search').fill('')
  },

  // By hand: 3·3·8·8 + 8 = 584 weights are the most, and 5·5·8 + 8 = 208 are those of the first convolution.
  'nodes are tinted by what they hold': async ({ page }) => {
    const panel = await panelOf(page)
    const opacity = async id => Number(await node(panel, id).locator('.tint').getAttribute('fill-opacity'))
    assert.equal(await opacity('conv2d_2'), 0.56)
    assert.ok(Math.abs((await opacity('conv2d_1')) - (0.06 + (0.5 * 208) / 584)) < 0.001)
    assert.equal(await opacity('relu_1'), 0.06)
  },

  'a block collapses into one node, and opens again': async ({ page }) => {
    const panel = await panelOf(page)
    await panel.locator('#collapse-blocks').click()
    await poll('collapsed blocks', async () => (await panel.locator('.node').count()) === 8)
    await node(panel, 'block 2').focus()
    await page.keyboard.press('Enter')
    await poll('an open block', async () => (await panel.locator('.node').count()) === 11)
    await panel.locator('[data-frame="block 2"]').waitFor()
  },

  'axe-core finds nothing serious': async ({ page }) => {
    await assertAccessible(await panelOf(page))
  },
}
