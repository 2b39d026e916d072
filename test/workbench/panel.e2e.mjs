import assert from 'node:assert/strict'
import { countColours, meanDifference, readPixels } from './harness/pixels.mjs'
import { poll } from './harness/poll.mjs'
import { positionOf, readText } from './harness/textFile.mjs'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'digits/lenet.ts'

const explanation = panel => panel.getByTestId('explanation')

export const tests = {
  'the palette opens the panel of the model': async ({ page, editor, folder }) => {
    await editor.lineMatching(/conv2d\(6.*28×28×6/)
    const { line, column } = positionOf(readText(folder, file), 'conv2d(6')
    await editor.goTo(line, column)
    await editor.command('Convolens: Visualize Activations')
    const panel = await webviewFrame(page, 'Convolens: LeNet-5')
    await panel.getByRole('heading', { name: 'LeNet-5' }).waitFor()
  },

  'the trained network predicts a digit on a backend that runs': async ({ page }) => {
    const panel = await webviewFrame(page, 'Convolens: LeNet-5')
    await panel.locator('[data-testid="prediction"][data-class]').waitFor()
    assert.match(await panel.getByTestId('prediction').textContent(), /\d[^%]*%/)
    // Plain JavaScript would mean that WebAssembly does not start in a panel.
    assert.match(await panel.getByTestId('backend').getAttribute('data-backend'), /^(webgpu|webgl|wasm)$/)
    assert.equal(await panel.locator('#untrained').count(), 0)
  },

  'the activation maps are drawn': async ({ page }) => {
    const panel = await webviewFrame(page, 'Convolens: LeNet-5')
    await poll(
      'activation maps of many colours',
      async () => countColours(await readPixels(panel.getByTestId('activations'))) > 50,
    )
  },

  'the Grad-CAM is drawn, and another one for another class': async ({ page }) => {
    const panel = await webviewFrame(page, 'Convolens: LeNet-5')
    await explanation(panel).waitFor()
    const first = await poll('a drawn map', async () => {
      const pixels = await readPixels(explanation(panel))
      return countColours(pixels) > 50 ? pixels : undefined
    })
    const explained = await explanation(panel).getAttribute('data-label')
    await panel.locator('button.class[aria-pressed="false"]').first().click()
    await poll('another class', async () => (await explanation(panel).getAttribute('data-label')) !== explained)
    const second = await readPixels(explanation(panel))
    assert.ok(meanDifference(first, second) > 1, 'the maps of two classes are the same')
    await panel.locator('button.class').first().click()
    await poll('the first class again', async () => (await explanation(panel).getAttribute('data-label')) === explained)
  },

  'the opacity leads from the bare digit to the bare map': async ({ page }) => {
    const panel = await webviewFrame(page, 'Convolens: LeNet-5')
    await panel.locator('#opacity').fill('0')
    const digit = await poll('a picture without colour', async () => {
      const pixels = await readPixels(explanation(panel))
      return colourful(pixels) === 0 ? pixels : undefined
    })
    assert.ok(countColours(digit) > 2, 'the digit is not drawn')
    await panel.locator('#opacity').fill('100')
    const map = await poll('a picture in colour', async () => {
      const pixels = await readPixels(explanation(panel))
      return colourful(pixels) > 0.9 ? pixels : undefined
    })
    assert.ok(meanDifference(digit, map) > 10, 'the map is the digit')
  },
}

/** Share of the pixels that are not grey; viridis has no grey. */
function colourful({ data }) {
  let coloured = 0
  for (let i = 0; i < data.length; i += 4) if (data[i] !== data[i + 1] || data[i] !== data[i + 2]) coloured += 1
  return coloured / (data.length / 4)
}
