import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { assertAccessible } from './harness/accessibility.mjs'
import { readPixels } from './harness/pixels.mjs'
import { poll } from './harness/poll.mjs'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'digits/lenet.ts'

const panelOf = page => webviewFrame(page, 'Convolens: LeNet-5')
const picture = panel => panel.locator('#field-picture')

export const tests = {
  'a click on a map shows what the place sees': async ({ page, editor }) => {
    await editor.lineMatching(/conv2d\(6.*28×28×6/)
    await editor.command('Convolens: Visualize Activations')
    const panel = await panelOf(page)
    const maps = panel.getByTestId('activations')
    await poll('the first convolution', async () => (await maps.getAttribute('data-layer')) === 'conv2d_1')
    // What the engine does is told above the maps, which moves them.
    await panel.getByTestId('explanation').waitFor()
    await panel.locator('#status[data-busy="false"]').waitFor({ state: 'attached' })
    // The first map is 28 places wide and starts at the corner: three CSS pixels a place.
    await maps.click({ position: { x: 3 * 10 + 1, y: 3 * 14 + 1 } })
    await picture(panel).waitFor()
    assert.equal(await picture(panel).getAttribute('data-place'), 'conv2d_1 14 10')
    // A 5×5 window without padding begins at its own place.
    assert.equal(await picture(panel).getAttribute('data-field'), '14 10 19 15')
  },

  'the frame and the bright pixels are the window of 5×5': async ({ page }) => {
    const panel = await panelOf(page)
    await panel.locator('#opacity').fill('100')
    const { width, data } = await poll('the drawn field', async () => {
      const pixels = await readPixels(picture(panel))
      return boxOf(pixels, isFrame) === undefined ? undefined : pixels
    })
    const scale = width / 32
    const near = (box, expected) => box.every((side, index) => Math.abs(side - expected[index] * scale) <= scale)
    const frame = boxOf({ width, data }, isFrame)
    assert.ok(near(frame, [14, 10, 19, 15]), `the frame is at ${frame.map(side => side / scale)}`)
    // Enlarged smoothly, the light spreads by less than a pixel of the network's input.
    const [top, left, bottom, right] = boxOf(
      { width, data },
      (red, green, blue) => green > 150 && red + green > 1.5 * blue,
    )
    const inside = top >= 13 * scale && left >= 9 * scale && bottom <= 20 * scale && right <= 16 * scale
    assert.ok(inside, `the light is at ${[top, left, bottom, right].map(side => side / scale)}`)
  },

  'arrow keys move the place': async ({ page }) => {
    const panel = await panelOf(page)
    await picture(panel).focus()
    await page.keyboard.press('ArrowRight')
    await poll('the next place', async () => (await picture(panel).getAttribute('data-field')) === '14 11 19 16')
  },

  'a picture is saved as PNG': async ({ page, folder }) => {
    const panel = await panelOf(page)
    await panel.locator('#export-field-picture').click()
    await page.locator('.quick-input-widget input').waitFor()
    await page.keyboard.press('Enter')
    const saved = join(folder, 'digits/conv2d_1 14 11.png')
    await poll('the file', () => existsSync(saved) && readFileSync(saved).length > 0)
    const bytes = readFileSync(saved)
    assert.equal(bytes.toString('latin1', 1, 4), 'PNG')
    // The longer side of pictures over the image.
    assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [448, 448])
  },

  'axe-core finds nothing serious': async ({ page }) => {
    await assertAccessible(await panelOf(page))
  },
}

function isFrame(red, green, blue) {
  return red > 240 && green < 80 && blue < 80
}

/** Top, left, bottom and right of all pixels that pass; undefined where there is none. */
function boxOf({ width, data }, passes) {
  const [rows, columns] = [[], []]
  for (let i = 0; i < data.length; i += 4) {
    if (!passes(data[i], data[i + 1], data[i + 2])) continue
    rows.push(Math.floor(i / 4 / width))
    columns.push((i / 4) % width)
  }
  if (rows.length === 0) return undefined
  return [rows, columns].flatMap(list => [Math.min(...list)]).concat([rows, columns].map(list => Math.max(...list) + 1))
}
