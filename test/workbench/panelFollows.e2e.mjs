import assert from 'node:assert/strict'
import { meanDifference, readPixels } from './harness/pixels.mjs'
import { poll } from './harness/poll.mjs'
import { positionOf, readText } from './harness/textFile.mjs'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'digits/lenet.ts'

const panelOf = page => webviewFrame(page, 'Convolens: LeNet-5')
const activations = panel => panel.getByTestId('activations')
const shownLayer = panel => activations(panel).getAttribute('data-layer')

/** Waits until the panel shows the activations of this layer. */
async function showsLayer(page, layer) {
  const panel = await panelOf(page)
  await poll(`the activations of ${layer}`, async () => (await shownLayer(panel)) === layer)
}

async function goToPiece({ editor, folder }, piece, nth = 0) {
  const { line, column } = positionOf(readText(folder, file), piece, nth)
  await editor.goTo(line, column + 1)
}

export const tests = {
  'the panel opens at the layer under the cursor': async context => {
    const { page, editor } = context
    await editor.lineMatching(/conv2d\(6.*28×28×6/)
    await goToPiece(context, 'conv2d(16')
    await editor.command('Convolens: Visualize Activations')
    await showsLayer(page, 'conv2d_2')
  },

  'moving the cursor selects another layer': async context => {
    await goToPiece(context, 'avgPool2d', 0)
    await showsLayer(context.page, 'avgPool2d_1')
  },

  'the code of a layer is revealed': async ({ page }) => {
    const panel = await panelOf(page)
    await panel.locator('#layer').click()
    await panel.locator('#layer vscode-option', { hasText: 'dense_2' }).click()
    await showsLayer(page, 'dense_2')
    await panel.locator('#reveal').click()
    await poll('the cursor at dense(84)', async () => {
      const text = await page.locator('.part.statusbar').textContent()
      return /\(9 selected\)/.test(text)
    })
  },

  'broken code keeps the last picture and says why': async context => {
    const { page, editor } = context
    const { line, column } = positionOf(readText(context.folder, file), 'conv2d(16, 5')
    await editor.goTo(line, column + 'conv2d(16, 5'.length)
    await showsLayer(page, 'conv2d_2')
    const panel = await panelOf(page)
    const before = await readPixels(activations(panel))
    await editor.type('0')
    await panel.locator('#outdated').waitFor()
    assert.match(await panel.locator('#outdated').textContent(), /Line \d+: .*50×50/)
    assert.equal(meanDifference(before, await readPixels(activations(panel))), 0)
    const { opacity, filter } = await activations(panel).evaluate(element => {
      const { opacity, filter } = getComputedStyle(element)
      return { opacity: Number(opacity), filter }
    })
    assert.ok(opacity < 1 && /grayscale/.test(filter), 'the picture is not greyed')
  },

  'corrected code is up to date again': async ({ page }) => {
    const panel = await panelOf(page)
    await page.keyboard.press('Backspace')
    await panel.locator('#outdated').waitFor({ state: 'detached' })
    assert.equal(await panel.locator('#untrained').count(), 0)
  },

  'an edit runs the new network, and says which weights are random': async context => {
    const { page, editor } = context
    const { line, column } = positionOf(readText(context.folder, file), 'conv2d(6')
    await editor.goTo(line, column + 'conv2d('.length)
    await page.keyboard.press('Delete')
    await editor.type('8')
    const panel = await panelOf(page)
    await panel.locator('#untrained').waitFor()
    await poll('28×28×8', async () => (await panel.locator('.numbers').textContent()).includes('28×28×8'))
  },

  'undone, it has the weights of the file again, although they did not fit in between': async ({ page, editor }) => {
    const panel = await panelOf(page)
    await panel.getByText(/in the file is 5×5×1×6/).waitFor()
    await page.keyboard.press('Backspace')
    await editor.type('6')
    await panel.locator('#untrained').waitFor({ state: 'detached' })
    await poll('28×28×6', async () => (await panel.locator('.numbers').textContent()).includes('28×28×6'))
  },
}
