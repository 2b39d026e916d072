import assert from 'node:assert/strict'
import { assertAccessible } from './harness/accessibility.mjs'
import { readPixels } from './harness/pixels.mjs'
import { poll } from './harness/poll.mjs'
import { sceneTruth } from './harness/sceneTruth.mjs'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'detection/ssd.ts'

const NAMES = ['disc', 'square', 'triangle', 'cross', 'ring']
const panelOf = page => webviewFrame(page, 'Convolens: Shape SSD')
const picture = panel => panel.locator('#boxes')
const label = panel => panel.getByTestId('explanation').getAttribute('data-label')

export const tests = {
  'a detector shows the boxes of the shapes': async ({ page, editor }) => {
    await editor.lineMatching(/conv2d\(16, 3, halved\).*32×32×16/)
    await editor.command('Convolens: Visualize Activations')
    const panel = await panelOf(page)
    await picture(panel).waitFor()
    const found = await boxesOf(panel)
    const { size, objects } = sceneTruth(1)
    assert.equal(found.length, objects.length)
    for (const { class: index, box } of objects) {
      const own = found.find(one => one.class === 1 + index)
      assert.ok(own, `no ${NAMES[index]}`)
      const overlap = intersectionOverUnion(own, box, size)
      assert.ok(overlap > 0.6, `the box of the ${NAMES[index]} overlaps it by ${overlap}`)
    }
    const names = await panel.locator('#box-list .name').allTextContents()
    assert.deepEqual(names.toSorted(), objects.map(one => NAMES[one.class]).toSorted())
  },

  'the boxes are drawn where they are': async ({ page }) => {
    const panel = await panelOf(page)
    const { width, height, data } = await readPixels(picture(panel))
    for (const { top, left, bottom, right } of await boxesOf(panel)) {
      // The middle of the lower side, which no name covers, has the colour of no pixel within.
      const at = (y, x) =>
        data.slice(4 * (Math.round(y) * width + Math.round(x)), 4 * (Math.round(y) * width + Math.round(x)) + 3)
      const side = at(bottom * height, ((left + right) / 2) * width)
      const along = at(bottom * height, (0.7 * left + 0.3 * right) * width)
      assert.deepEqual(along, side)
      assert.notDeepEqual(at(((top + bottom) / 2) * height, ((left + right) / 2) * width), side)
    }
  },

  'the surest box is explained, and another one when it is clicked': async ({ page }) => {
    const panel = await panelOf(page)
    await panel.getByTestId('explanation').waitFor()
    const buttons = panel.locator('#box-list button')
    const names = await panel.locator('#box-list .name').allTextContents()
    assert.equal(await label(panel), names[0])
    await buttons.last().click()
    await poll('the last box explained', async () => (await label(panel)) === names.at(-1))
    const [first] = await boxesOf(panel)
    await panel.locator('#status[data-busy="false"]').waitFor({ state: 'attached' })
    const { width, height } = await picture(panel).boundingBox()
    const position = { x: ((first.left + first.right) / 2) * width, y: ((first.top + first.bottom) / 2) * height }
    await picture(panel).click({ position })
    await poll('the first box explained', async () => (await label(panel)) === names[0])
  },

  'the threshold lets more or fewer through, and overlapping boxes are left out': async ({ page }) => {
    const panel = await panelOf(page)
    const shown = (await boxesOf(panel)).length
    await panel.locator('#overlap').fill('100')
    const doubled = await poll('boxes of the same shape', async () => {
      const boxes = await boxesOf(panel)
      return boxes.length > shown ? boxes : undefined
    })
    await panel.locator('#overlap').fill('45')
    await poll('one box a shape again', async () => (await boxesOf(panel)).length === shown)
    await panel.locator('#threshold').fill('2')
    await poll('less sure boxes', async () => (await boxesOf(panel)).length > shown)
    await panel.locator('#threshold').fill('100')
    await panel.getByText('No box is as sure as the threshold.').waitFor()
    assert.equal((await boxesOf(panel)).length, 0)
    await panel.locator('#tab-compare').click()
    await panel.getByText('No box is as sure as the threshold.').waitFor()
    assert.equal(await panel.locator('#compare-run').count(), 0, 'methods are run for no box')
    await panel.locator('#tab-look').click()
    await panel.locator('#threshold').fill('50')
    await poll('all boxes again', async () => (await boxesOf(panel)).length === shown)
    assert.ok(
      doubled.every(({ class: index }) => index >= 1),
      'the background is no object',
    )
  },

  'axe-core finds nothing serious': async ({ page }) => {
    await assertAccessible(await panelOf(page))
  },
}

/** Classes and sides in fractions of the image, the surest first. */
async function boxesOf(panel) {
  const text = await picture(panel).getAttribute('data-boxes')
  return text
    .split(';')
    .filter(part => part !== '')
    .map(part => {
      const [index, top, left, bottom, right] = part.split(' ').map(Number)
      return { class: index, top, left, bottom, right }
    })
}

function intersectionOverUnion(found, box, size) {
  const [top, left, bottom, right] = [box.top, box.left, box.bottom, box.right].map(side => side / size)
  const height = Math.max(0, Math.min(found.bottom, bottom) - Math.max(found.top, top))
  const width = Math.max(0, Math.min(found.right, right) - Math.max(found.left, left))
  const area = one => (one.bottom - one.top) * (one.right - one.left)
  return (height * width) / (area(found) + area({ top, left, bottom, right }) - height * width)
}
