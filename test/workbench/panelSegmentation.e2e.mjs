import assert from 'node:assert/strict'
import { assertAccessible } from './harness/accessibility.mjs'
import { meanDifference, readPixels } from './harness/pixels.mjs'
import { poll } from './harness/poll.mjs'
import { sceneTruth } from './harness/sceneTruth.mjs'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'segmentation/uNet.ts'

const panelOf = page => webviewFrame(page, 'Convolens: Shape U-Net')
const mask = panel => panel.locator('#mask')
const label = panel => panel.getByTestId('explanation').getAttribute('data-label')

export const tests = {
  'a segmentation network shows its mask over a scene': async ({ page, editor }) => {
    await editor.lineMatching(/uNetDown\(image, 8\).*64×64×8/)
    await editor.command('Convolens: Visualize Activations')
    const panel = await panelOf(page)
    await mask(panel).waitFor()
    assert.equal(await mask(panel).getAttribute('data-image'), '1-disc-triangle-ring.png')
    assert.equal(await panel.locator('#untrained').count(), 0)
    assert.match(await panel.locator('#mask-confidence').textContent(), /9\d\.\d %/)
  },

  'the mask is the label of the scene': async ({ page }) => {
    const panel = await panelOf(page)
    await panel.locator('#mask-opacity').fill('100')
    // At first the background, which the network finds too, is left out.
    for (const box of await panel.locator('.legend-row input').all()) await box.check()
    const { size, classes } = sceneTruth(1)
    const colours = await legendColours(panel)
    const found = await poll('a mask in the colours of the legend', async () => {
      const read = classesOf(await readPixels(mask(panel)), size, colours)
      return read.includes(undefined) ? undefined : read
    })
    for (const one of new Set(classes)) {
      const both = classes.filter((right, place) => right === one && found[place] === one).length
      const either = classes.filter((right, place) => right === one || found[place] === one).length
      assert.ok(both / either > 0.75, `of class ${one}, intersection over union is ${both / either}`)
    }
  },

  'a class that is unticked goes, and the image is seen there': async ({ page }) => {
    const panel = await panelOf(page)
    const colours = await legendColours(panel)
    const shown = await readPixels(mask(panel))
    const disc = panel.getByRole('checkbox', { name: 'Show disc' })
    await disc.uncheck()
    const discColour = [...colours].find(([, one]) => one === 1)[0]
    const without = await poll('a mask without it', async () => {
      const pixels = await readPixels(mask(panel))
      return countColour(pixels, discColour) < countColour(shown, discColour) / 10 ? pixels : undefined
    })
    assert.ok(meanDifference(shown, without) > 0.5, 'nothing else has changed')
    await disc.check()
  },

  'the largest shape is explained, and a class of the legend or of the image when it is clicked': async ({ page }) => {
    const panel = await panelOf(page)
    await panel.getByTestId('explanation').waitFor()
    assert.notEqual(await label(panel), 'background')
    await panel.locator('#legend button.class', { hasText: 'triangle' }).click()
    await poll('the triangle explained', async () => (await label(panel)) === 'triangle')
    await panel.locator('#status[data-busy="false"]').waitFor({ state: 'attached' })
    const { size, objects } = sceneTruth(1)
    const { box } = objects.find(one => one.class === 0)
    const { width, height } = await mask(panel).boundingBox()
    const position = {
      x: (((box.left + box.right) / 2) * width) / size,
      y: (((box.top + box.bottom) / 2) * height) / size,
    }
    await mask(panel).click({ position })
    await poll('the disc explained', async () => (await label(panel)) === 'disc')
    assert.equal(await panel.locator('#legend button[aria-pressed="true"] .name').textContent(), 'disc')
  },

  'axe-core finds nothing serious': async ({ page }) => {
    await assertAccessible(await panelOf(page))
  },

  'a key steps to the next scene': async ({ page }) => {
    const panel = await panelOf(page)
    await panel.locator('#legend button').first().focus()
    await page.keyboard.press(']')
    await poll(
      'the second scene',
      async () => (await mask(panel).getAttribute('data-image')) === '2-triangle-cross-ring.png',
    )
    await page.keyboard.press('[')
    await poll(
      'the first one',
      async () => (await mask(panel).getAttribute('data-image')) === '1-disc-triangle-ring.png',
    )
  },
}

/** Which class has which colour, as `r,g,b`. */
async function legendColours(panel) {
  const rows = await panel.locator('.legend-row').evaluateAll(all =>
    all.map(row => [
      row
        .querySelector('rect')
        .getAttribute('fill')
        .replace(/[^\d,]/g, ''),
      Number(row.querySelector('button').dataset.class),
    ]),
  )
  return new Map(rows)
}

/** The classes at the middle of size×size places; undefined for another colour. */
function classesOf({ width, height, data }, size, colours) {
  return Array.from({ length: size * size }, (_, place) => {
    const row = Math.floor(((Math.floor(place / size) + 0.5) * height) / size)
    const column = Math.floor((((place % size) + 0.5) * width) / size)
    const start = 4 * (row * width + column)
    return colours.get(data.slice(start, start + 3).join())
  })
}

function countColour({ data }, colour) {
  let count = 0
  for (let i = 0; i < data.length; i += 4) if (`${data[i]},${data[i + 1]},${data[i + 2]}` === colour) count++
  return count
}
