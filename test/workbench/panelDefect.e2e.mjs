import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assertAccessible } from './harness/accessibility.mjs'
import { countColours, readPixels } from './harness/pixels.mjs'
import { poll } from './harness/poll.mjs'
import { positionOf, readText } from './harness/textFile.mjs'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'generator.ts'

export function prepare(folder) {
  writeFileSync(
    join(folder, file),
    `import { input, model } from 'convolens'

const code = input(16, 16, 4)
const gaps = code.conv2d(8, 2, { strides: 3 }).relu()
export default model('Generator', code, gaps.conv2dTranspose(4, 3, { strides: 2, padding: 'same' }).globalAveragePool2d().dense(2))
`,
  )
}

const panelOf = page => webviewFrame(page, 'Convolens: Generator')
const structure = panel => panel.locator('#artefact-structure')

async function show({ editor, folder }, piece, title) {
  const { line, column } = positionOf(readText(folder, file), piece)
  await editor.goTo(line, column + 1)
  await editor.quickFix(title)
}

export const tests = {
  'a checkerboard is shown by the layer that makes it': async context => {
    await context.editor.squiggles('warning').first().waitFor()
    await show(context, 'conv2dTranspose', 'Show me the checkerboard')
    const panel = await panelOf(context.page)
    await panel.locator('#artefact[data-defect="checkerboard"] #artefact-structure').waitFor()
    // Along each axis 1 and 2 windows by turns: 1 to 4 inputs.
    assert.match(await panel.locator('#artefact-told').textContent(), /conv2dTranspose_1 .* from 1 to 4 inputs/)
    const { width, data } = await poll('the drawn counts', async () => {
      const pixels = await readPixels(structure(panel))
      return countColours(pixels) > 2 && pixels
    })
    const pixel = (y, x) => data.slice(4 * (y * width + x), 4 * (y * width + x) + 3).join()
    // Neighbours differ, and every second place is the same.
    assert.notEqual(pixel(6, 6), pixel(6, 7))
    assert.equal(pixel(6, 6), pixel(6, 8))
    assert.equal(pixel(6, 7), pixel(8, 7))
    assert.ok(countColours(await readPixels(panel.locator('#artefact-own'))) > 1)
  },

  'skipped pixels are dark': async context => {
    await show(context, 'strides: 3', 'Show me the pixels that are skipped')
    const panel = await panelOf(context.page)
    await panel.locator('#artefact[data-defect="window-skips-pixels"] #artefact-structure').waitFor()
    const { width, height, data } = await poll('two colours', async () => {
      const pixels = await readPixels(structure(panel))
      return countColours(pixels) === 2 && pixels
    })
    const isDark = (y, x) => data[4 * (y * width + x) + 1] < 10
    const places = Array.from({ length: height * width }, (_, i) => [Math.floor(i / width), i % width])
    // Of every three rows and columns the window of 2 reads two; the last row of the map is left over.
    const skipped = at => at % 3 === 2 || at === height - 1
    for (const [y, x] of places) assert.equal(isDark(y, x), skipped(y) || skipped(x), `${y}, ${x}`)
  },

  'axe-core finds nothing serious, and the picture is closed by keyboard': async ({ page }) => {
    const panel = await panelOf(page)
    await assertAccessible(panel)
    await panel.locator('#close-artefact').focus()
    await page.keyboard.press('Enter')
    await panel.locator('#artefact').waitFor({ state: 'detached' })
  },
}
