import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assertAccessible } from './harness/accessibility.mjs'
import { poll } from './harness/poll.mjs'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'inputs/depth.ts'

const panelOf = page => webviewFrame(page, 'Convolens: Grasp')

export function prepare(folder) {
  mkdirSync(join(folder, 'inputs'))
  const code = `import { input, model } from 'convolens'
const [colour, depth, facts] = [input(48, 48, 3), input(40, 40, 1), input(6)]
const eye = colour.conv2d(8, 3, { name: 'eye', activation: 'relu' })
const touch = depth.conv2d(8, 3, { name: 'touch', activation: 'relu' })
const parts = eye.globalAveragePool2d().concat(touch.globalAveragePool2d(), facts)
const near = touch.globalAveragePool2d().dense(2, { name: 'near' }).sigmoid({ name: 'nears' })
export default model('Grasp', [colour, depth, facts], [parts.dense(4).softmax({ name: 'kinds' }), near], {
  preprocessing: { scale: 1 / 255, mean: [0.5, 0.5, 0.5] },
})
`
  writeFileSync(join(folder, file), code)
}

/** The class scores that are shown, as text. */
const scores = panel => panel.locator('#prediction .classes').textContent()

const choose = async (panel, id, value) => {
  await panel.locator(`#${id}`).click()
  await panel.locator(`#${id} vscode-option[value="${value}"]`).click()
}

export const tests = {
  'a network with several inputs runs, and says what goes into each': async ({ page, editor }) => {
    await editor.lineMatching(/const eye = .*46×46×8/)
    await editor.command('Convolens: Visualize Activations')
    const panel = await panelOf(page)
    await panel.locator('#prediction .class').first().waitFor()
    const slots = panel.locator('#inputs .slot')
    assert.deepEqual(await slots.evaluateAll(all => all.map(one => one.dataset.input)), ['input_1', 'input_2'])
    const [first, second] = await slots.evaluateAll(all => all.map(one => one.dataset.image))
    assert.equal(first, second)
    assert.notEqual(first, '')
    assert.match(await slots.nth(1).textContent(), /scaled only/)
    assert.match(await panel.locator('#inputs').innerText(), /input_3, 6/)
  },

  'an image goes into the input that is marked': async ({ page }) => {
    const panel = await panelOf(page)
    const before = await scores(panel)
    await panel.locator('#inputs .slot[data-input="input_2"]').click()
    await panel.locator('#inputs .slot[data-input="input_2"][aria-checked="true"]').waitFor()
    await panel.locator('#next-image').click()
    await poll('other scores', async () => (await scores(panel)) !== before)
    const [first, second] = await panel.locator('#inputs .slot').evaluateAll(all => all.map(one => one.dataset.image))
    assert.notEqual(first, second)
  },

  'numbers for an input that takes no image are chosen': async ({ page }) => {
    const panel = await panelOf(page)
    const before = await scores(panel)
    await choose(panel, 'input-input_3', 'zeros')
    await poll('other scores', async () => (await scores(panel)) !== before)
  },

  'a map lies over the input that is explained': async ({ page }) => {
    const panel = await panelOf(page)
    await choose(panel, 'explanation-input', 'input_2')
    await panel.locator('#explanation[data-input="input_2"][data-layer="touch"]').waitFor()
    await choose(panel, 'explanation-input', 'input_1')
    await panel.locator('#explanation[data-input="input_1"][data-layer="eye"]').waitFor()
  },

  'the other output is read and explained': async ({ page }) => {
    const panel = await panelOf(page)
    await choose(panel, 'explanation-input', 'auto')
    await choose(panel, 'output', '1')
    await poll('two classes', async () => (await panel.locator('#prediction .class').count()) === 2)
    await panel.locator('#explanation[data-input="input_2"][data-layer="touch"]').waitFor()
  },

  'axe-core finds nothing serious': async ({ page }) => {
    await assertAccessible(await panelOf(page))
  },
}
