import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assertAccessible } from './harness/accessibility.mjs'
import { closePanel } from './harness/closePanel.mjs'
import { giveFiles } from './harness/giveFiles.mjs'
import { animatedGif, hugePng, inkJpeg, plainPng } from './harness/pictures.mjs'
import { readPixels } from './harness/pixels.mjs'
import { poll } from './harness/poll.mjs'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'digits/lenet.ts'

const panelOf = page => webviewFrame(page, 'Convolens: LeNet-5')
const prediction = panel => panel.getByTestId('prediction')
const text = async panel => (await prediction(panel).textContent()).replace(/\s+/g, ' ')
const idle = panel => panel.locator('#status[data-busy="false"]').waitFor({ state: 'attached' })
const facts = panel => panel.locator('#image-facts')
/** What the closed dropdown of classes shows. */
const explained = panel => panel.locator('#class').evaluate(({ displayValue }) => displayValue)

export function prepare(folder) {
  const own = join(folder, 'own pictures')
  mkdirSync(own)
  writeFileSync(join(own, 'a 2.png'), plainPng(12, 8, [250, 250, 250]))
  writeFileSync(join(own, 'a 10.png'), plainPng(8, 8, [0, 0, 0]))
  writeFileSync(join(own, 'b.jpg'), 'These are words.')
  writeFileSync(join(own, 'notes.txt'), 'No picture at all.')
}

export const tests = {
  'a network of grey images is offered digits, and photographs with their makers on wish': async ({ page, editor }) => {
    await editor.lineMatching(/conv2d\(6.*28×28×6/)
    await editor.command('Convolens: Visualize Activations')
    const panel = await panelOf(page)
    await panel.locator('[data-testid="prediction"][data-class="0"]').waitFor()
    assert.equal(await panel.locator('.thumbnail').count(), 20)
    await choose(panel, 'image-set', 'Photographs')
    await poll('four photographs', async () => (await panel.locator('.thumbnail').count()) === 4)
    assert.match(await facts(panel).textContent(), /Eileen Collins, NASA \(public domain\)/)
    await choose(panel, 'image-set', 'Digits')
    await panel.locator('[data-testid="prediction"][data-class="0"]').waitFor()
  },

  'keys step through the images, and around': async ({ page }) => {
    const panel = await panelOf(page)
    await panel.locator('.thumbnail[aria-checked="true"]').focus()
    await page.keyboard.press('ArrowRight')
    await poll('the second digit', async () => /^0-02\.png/.test(await facts(panel).textContent()))
    await panel.locator('#previous-image').click()
    await panel.locator('#previous-image').click()
    await poll('the last digit', async () => /^9-20\.png/.test(await facts(panel).textContent()))
    await poll('its class to be explained', async () => (await explained(panel)) === 'Predicted: 9')
    await panel.locator('#next-image').click()
    await panel.locator('[data-testid="prediction"][data-class="0"]').waitFor()
  },

  'a picture that is dropped is shown, and one that is pasted': async ({ page }) => {
    const panel = await panelOf(page)
    await giveFiles(panel, 'drop', [{ name: 'wide.png', bytes: plainPng(40, 20, [10, 200, 30]) }])
    await poll('the dropped picture', async () => /^wide\.png · 40×20/.test(await facts(panel).textContent()))
    await giveFiles(panel, 'paste', [{ name: 'pasted.png', bytes: plainPng(9, 9, [255, 255, 255]) }])
    await poll('the pasted picture', async () => /^pasted\.png · 9×9/.test(await facts(panel).textContent()))
    assert.equal(await panel.locator('.thumbnail').count(), 2)
  },

  'bad files are told by name and cure, and the panel goes on': async ({ page, folder }) => {
    const panel = await panelOf(page)
    const whole = readFileSync(join(folder, 'photographs/chelsea.png'))
    const damaged = Buffer.from(whole)
    damaged[whole.length >> 1] ^= 0xff
    const jpeg = readFileSync(join(folder, 'photographs/coffee.jpg'))
    await giveFiles(panel, 'drop', [
      { name: 'wall.png', bytes: hugePng(10_000, 10_000) },
      { name: 'half.png', bytes: whole.subarray(0, whole.length >> 1) },
      { name: 'hurt.png', bytes: damaged },
      { name: 'cut.jpg', bytes: jpeg.subarray(0, jpeg.length >> 1) },
      { name: 'words.jpg', bytes: Buffer.from('These are words and no picture.') },
      { name: 'nothing.png', bytes: Buffer.alloc(0) },
      { name: 'scan.tif', bytes: Buffer.from('II*\0and so on', 'latin1') },
      { name: 'noise.png', bytes: Buffer.from(Array.from({ length: 99 }, (_, i) => (i * 151) % 256)) },
    ])
    await panel.locator('#image-error').waitFor()
    const told = (await panel.locator('#image-error p').allTextContents()).map(line => line.trim())
    const expected = [
      /^wall\.png has 10000×10000 pixels \(100 megapixels\), more than 64 megapixels\. Make it smaller/,
      /^half\.png is a truncated PNG file: its end is missing\. Copy the file again/,
      /^hurt\.png is a damaged PNG file.* Copy the file again/,
      /^cut\.jpg is a truncated JPEG file.* Copy the file again/,
      /^words\.jpg is not a picture: its content is text\. Choose a PNG/,
      /^nothing\.png is empty\. Choose a PNG/,
      /^scan\.tif is a TIFF file.* Save it as PNG or JPEG/,
      /^noise\.png is not a picture.* Choose a PNG/,
    ]
    assert.equal(told.length, expected.length, told.join('\n'))
    for (const pattern of expected)
      assert.ok(
        told.some(line => pattern.test(line)),
        `${pattern} in\n${told.join('\n')}`,
      )
    assert.match(await facts(panel).textContent(), /^pasted\.png/)
    await panel.locator('#dismiss').click()
    await choose(panel, 'image-set', 'Digits')
    await panel.locator('[data-testid="prediction"][data-class="0"]').waitFor()
    assert.equal(await panel.locator('#image-error').count(), 0)
  },

  'what the panel sees less of than the file holds is told': async ({ page }) => {
    const panel = await panelOf(page)
    await giveFiles(panel, 'drop', [{ name: 'deep.png', bytes: plainPng(5, 5, [100, 100, 100], 16) }])
    await poll('16 bits', async () => /^deep\.png.*16 bits a channel/.test(await facts(panel).textContent()))
    await giveFiles(panel, 'drop', [{ name: 'moving.gif', bytes: animatedGif() }])
    await poll('an animation', async () => /^moving\.gif.*animated/.test(await facts(panel).textContent()))
    await giveFiles(panel, 'drop', [{ name: 'press.jpg', bytes: inkJpeg([255, 0, 0, 0]) }])
    await poll('inks', async () => /^press\.jpg · 8×8.*printing inks/.test(await facts(panel).textContent()))
    const { data } = await readPixels(panel.locator('.thumbnail[aria-checked="true"] img'))
    // Nothing but cyan takes away the red and leaves the rest.
    assert.ok(data[0] < 80 && data[1] > 120 && data[2] > 180, `${data.slice(0, 3)}`)
  },

  'a folder is stepped through; what is no picture in it is told': async ({ page, folder }) => {
    const panel = await panelOf(page)
    await panel.locator('#open-folder').click()
    const input = page.locator('.quick-input-widget input')
    // The dialog begins with the folder of the file, and takes a while to turn to another: an answer before is for the first.
    const own = join(folder, 'own pictures/')
    const first = page.locator('.quick-input-list .monaco-list-row', { hasText: 'weights' })
    await first.waitFor()
    await poll('the dialog in the folder', async () => {
      if ((await input.inputValue()) !== own) await input.fill(own)
      return (await first.count()) === 0 && (await input.inputValue()) === own
    })
    const ok = page.locator('.quick-input-widget').getByRole('button', { name: 'OK' })
    await ok.click()
    await ok.waitFor({ state: 'hidden' })
    await poll('the first by number', async () => /^1 of 3 · a 2\.png/.test(await facts(panel).textContent()))
    await panel.locator('#next-image').click()
    await poll('the second', async () => /^2 of 3 · a 10\.png/.test(await facts(panel).textContent()))
    await panel.locator('#next-image').click()
    await poll('the words', async () =>
      /b\.jpg is not a picture/.test(await panel.locator('#image-error').textContent({ timeout: 1000 })),
    )
    await panel.locator('#next-image').click()
    await poll('the first again', async () => /^1 of 3 · a 2\.png/.test(await facts(panel).textContent()))
  },

  'the preprocessing of the model is shown, and changed it changes the prediction': async ({ page }) => {
    const panel = await panelOf(page)
    await choose(panel, 'image-set', 'Digits')
    await panel.locator('[data-testid="prediction"][data-class="0"]').waitFor()
    await idle(panel)
    const before = await text(panel)
    const summary = panel.locator('#preprocessing summary')
    assert.match(await summary.textContent(), /32×32 · Stretch · grey · 0…1\s+from the model/)
    await summary.click()
    await panel.locator('#preprocessing-scale').fill('1/5100')
    await panel.locator('#preprocessing-scale').press('Enter')
    await poll('another prediction', async () => (await text(panel)) !== before)
    assert.match(await summary.textContent(), /changed here/)
    await panel.locator('#preprocessing-mean').fill('much')
    await panel.locator('#preprocessing-mean').press('Enter')
    assert.equal(await panel.locator('#preprocessing-mean').getAttribute('aria-invalid'), 'true')
    await panel.locator('#preprocessing-mean').fill('0')
    await panel.locator('#preprocessing-mean').press('Enter')
  },

  'every control of the images has a name, and axe-core finds nothing serious': async ({ page }) => {
    const panel = await panelOf(page)
    await assertAccessible(panel)
    await panel.locator('#image-set').focus()
    const reached = new Set()
    for (let press = 0; press < 12; press++) {
      await page.keyboard.press('Tab')
      reached.add(await panel.evaluate(() => document.activeElement?.id || document.activeElement?.className))
    }
    for (const id of ['previous-image', 'next-image', 'open-image', 'open-folder', 'preset', 'resize'])
      assert.ok(reached.has(id), `${id} is not reached by Tab: ${[...reached]}`)
    for (const id of ['scale', 'mean', 'deviation']) assert.ok(reached.has(`preprocessing-${id}`), id)
  },

  'it is kept for the model, until the model decides again': async ({ page, editor }) => {
    await closePanel(page, 'Convolens: LeNet-5')
    await editor.command('Convolens: Visualize Activations')
    const panel = await panelOf(page)
    await prediction(panel).and(panel.locator('[data-reading]')).waitFor()
    const summary = panel.locator('#preprocessing summary')
    assert.match(await summary.textContent(), /changed here/)
    await summary.click()
    await panel.locator('#reset-preprocessing').click()
    await poll('the model’s', async () => /from the model/.test(await summary.textContent()))
    await panel.locator('[data-testid="prediction"][data-class="0"]').waitFor()
  },
}

/** Chooses from a dropdown by what is read there. */
async function choose(panel, id, label) {
  await panel.locator(`#${id}`).click()
  await panel.locator(`#${id} vscode-option`, { hasText: label }).click()
}
