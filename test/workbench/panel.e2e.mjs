import assert from 'node:assert/strict'
import { countColours, meanDifference, readPixels } from './harness/pixels.mjs'
import { poll } from './harness/poll.mjs'
import { positionOf, readText } from './harness/textFile.mjs'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'digits/lenet.ts'

/** Side of the image in pixels, and of the map behind the Grad-CAM, the last before the dense layers. */
const IMAGE_SIDE = 32
const MAP_SIDE = 5

const gradCam = panel => panel.getByTestId('grad-cam')

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
    assert.match(await panel.getByTestId('backend').getAttribute('data-backend'), /^(webgpu|webgl|wasm|cpu)$/)
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
    await gradCam(panel).waitFor()
    const first = await poll('a drawn map', async () => {
      const pixels = await readPixels(gradCam(panel))
      return countColours(pixels) > 50 ? pixels : undefined
    })
    const explained = await gradCam(panel).getAttribute('data-class')
    await panel.locator('button.class[aria-pressed="false"]').first().click()
    await poll('another class', async () => (await gradCam(panel).getAttribute('data-class')) !== explained)
    const second = await readPixels(gradCam(panel))
    assert.ok(meanDifference(first, second) > 1, 'the maps of two classes are the same')
    await panel.locator('button.class').first().click()
    await poll('the first class again', async () => (await gradCam(panel).getAttribute('data-class')) === explained)
  },

  'its peak lies on the strokes of the digit': async ({ page }) => {
    const panel = await webviewFrame(page, 'Convolens: LeNet-5')
    await panel.locator('#opacity').fill('100')
    const heat = brightness(await readPixels(gradCam(panel)))
    await panel.locator('#opacity').fill('0')
    const digit = await readPixels(gradCam(panel))
    const strokes = brightness(digit)
    const peak = heat.indexOf(heat.reduce((a, b) => Math.max(a, b)))
    const nearest = strokes
      .flatMap((value, index) => (value > 128 ? [distance(index, peak, digit.width)] : []))
      .reduce((a, b) => Math.min(a, b))
    const pixels = (nearest * IMAGE_SIDE) / digit.width
    assert.ok(pixels <= IMAGE_SIDE / MAP_SIDE / 2, `the peak is ${pixels.toFixed(1)} pixels away from the strokes`)
  },
}

/** Mean of the colours of each pixel, 0 to 255. */
function brightness({ data }) {
  return Array.from(
    { length: data.length / 4 },
    (_, index) => (data[4 * index] + data[4 * index + 1] + data[4 * index + 2]) / 3,
  )
}

function distance(a, b, width) {
  return Math.hypot((a % width) - (b % width), Math.floor(a / width) - Math.floor(b / width))
}
