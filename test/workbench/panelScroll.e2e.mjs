import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { countColours, readPixels } from './harness/pixels.mjs'
import { poll } from './harness/poll.mjs'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'wide.ts'

export function prepare(folder) {
  writeFileSync(
    join(folder, file),
    `import { input, model } from 'convolens'

const image = input(28, 28, 1)
const x = image.conv2d(512, 3, { padding: 'same' }).maxPool2d(4).conv2d(2048, 1)
export default model('Wide', image, x.globalAveragePool2d().dense(3).softmax())
`,
  )
}

const panelOf = page => webviewFrame(page, 'Convolens: Wide')
const maps = panel => panel.locator('#activations')

/** Scrolls from top to bottom, a step a frame, and tells how long each frame took. */
function scroll(panel) {
  return panel.locator('.tiles').evaluate(async box => {
    const frame = () => new Promise(resolve => requestAnimationFrame(resolve))
    const times = []
    const work = []
    let last = await frame()
    for (let top = 0; top < box.scrollHeight - box.clientHeight; top += 120) {
      box.scrollTop = top
      const now = await frame()
      times.push(now - last)
      last = now
      // What the panel itself does for the frame, whatever else the machine is doing.
      const started = performance.now()
      box.dispatchEvent(new Event('scroll'))
      box.querySelector('canvas').getContext('2d').getImageData(0, 0, 1, 1)
      work.push(performance.now() - started)
    }
    const sorted = list => list.toSorted((a, b) => a - b)
    const tell = list => ({ median: sorted(list)[Math.floor(list.length / 2)], longest: Math.max(...list) })
    return { frames: times.length, frame: tell(times), work: tell(work) }
  })
}

async function showsAll(panel, page, layer, count) {
  await poll(layer, async () => (await maps(panel).getAttribute('data-layer')) === layer)
  const { height } = await maps(panel).boundingBox()
  assert.ok(height <= 520, `the canvas is ${height} pixels high`)
  await maps(panel).focus()
  await page.keyboard.press('End')
  await poll(`channel ${count - 1}`, async () =>
    (await panel.locator('tile-view .readout').first().textContent()).includes(`Channel ${count - 1}`),
  )
  assert.ok(countColours(await readPixels(maps(panel))) > 20, 'nothing is drawn at the end')
  console.log(`    ${layer}: ${JSON.stringify(await scroll(panel))} (milliseconds)`)
}

export const tests = {
  'of 512 channels only what is in sight is drawn, down to the last': async ({ page, editor }) => {
    await editor.lineMatching(/conv2d\(512.*28×28×512/)
    await editor.command('Convolens: Visualize Activations')
    await showsAll(await panelOf(page), page, 'conv2d_1', 512)
  },

  'of 2048 too': async ({ page }) => {
    const panel = await panelOf(page)
    await panel.locator('#layer').focus()
    // The layers in order: the second convolution is the fourth.
    await page.keyboard.press('Home')
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowDown')
    await showsAll(panel, page, 'conv2d_2', 2048)
  },
}
