// Files that change on the disk while they are shown, and while what is in the editor is not saved.
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { poll } from './harness/poll.mjs'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'net.ts'
/** What is typed stays unsaved. */
export const settings = { 'files.autoSave': 'off' }

const NET = `import { input, model } from 'convolens'
import { filters } from './parts/filters'

const image = input(8, 8, 3)
const maps = image.conv2d(filters, 3)
export default model('Changing', image, maps.globalAveragePool2d().dense(3).softmax(), { weights: './saved/model.json' })
`
const FILTERS = 4

export function prepare(folder) {
  for (const name of ['parts', 'saved']) mkdirSync(join(folder, name))
  writeFileSync(join(folder, file), NET)
  writeFilters(folder, FILTERS)
  const weights = [
    { name: 'dense_1/kernel', shape: [FILTERS, 3], dtype: 'float32' },
    { name: 'dense_1/bias', shape: [3], dtype: 'float32' },
  ]
  const manifest = { format: 'layers-model', weightsManifest: [{ paths: ['weights.bin'], weights }] }
  writeFileSync(join(folder, 'saved/model.json'), JSON.stringify(manifest))
  writeWeights(folder, 1)
}

function writeFilters(folder, filters) {
  writeFileSync(join(folder, 'parts/filters.ts'), `export const filters = ${filters}\n`)
}

/** Weights with which the network sees one class in everything. */
function writeWeights(folder, wanted) {
  const numbers = new Float32Array(FILTERS * 3 + 3)
  numbers[FILTERS * 3 + wanted] = 10
  writeFileSync(join(folder, 'saved/weights.bin'), Buffer.from(numbers.buffer))
}

const panelOf = page => webviewFrame(page, 'Convolens: Changing')
const predicts = (panel, wanted) => panel.locator(`[data-testid="prediction"][data-class="${wanted}"]`).waitFor()
const turnTo = (page, name) => page.getByRole('tab', { name, exact: false }).first().click()

/** Waits until the network has so many filters, in the code and in the panel. */
async function hasFilters({ page, editor }, filters) {
  await editor.lineMatching(new RegExp(`conv2d\\(filters.*6×6×${filters}(?!\\d)`))
  const panel = await panelOf(page)
  await poll(`6×6×${filters} in the panel`, async () =>
    (await panel.locator('.numbers').first().textContent()).includes(`6×6×${filters}`),
  )
}

async function openFilters(page) {
  await page.keyboard.press('Control+p')
  await page.locator('.quick-input-widget input').fill('parts/filters.ts')
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'filters.ts' }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.locator('.tab.active', { hasText: 'filters.ts' }).waitFor()
}

export const tests = {
  'weights that are written anew are shown, also where only the numbers beside a model.json are': async context => {
    const { page, editor, folder } = context
    await editor.lineMatching(/conv2d\(filters.*6×6×4/)
    await editor.command('Convolens: Visualize Activations')
    await predicts(await panelOf(page), 1)
    writeWeights(folder, 2)
    await predicts(await panelOf(page), 2)
  },

  'weights that go are told, and taken again once they are back': async ({ page, folder }) => {
    const panel = await panelOf(page)
    renameSync(join(folder, 'saved'), join(folder, 'moved'))
    await poll('what lacks', async () =>
      /model\.json cannot be read/.test(await panel.locator('#weights').textContent()),
    )
    renameSync(join(folder, 'moved'), join(folder, 'saved'))
    await predicts(panel, 2)
  },

  'an imported file that changes on the disk changes the code and the panel': async context => {
    writeFilters(context.folder, 5)
    await hasFilters(context, 5)
  },

  'what is typed and not saved counts, whatever happens on the disk': async context => {
    const { page, editor, folder } = context
    await openFilters(page)
    await editor.goTo(1, 'export const filters = 5'.length + 1)
    await editor.type('0')
    await turnTo(page, 'net.ts')
    await hasFilters(context, 50)
    writeFilters(folder, 7)
    // What is told of the disk later than that is known to be taken in.
    writeFileSync(join(folder, 'parts/other.ts'), 'export const other = 1\n')
    await turnTo(page, 'filters.ts')
    await editor.goTo(1, 'export const filters = 50'.length + 1)
    await editor.type('1')
    await turnTo(page, 'net.ts')
    await hasFilters(context, 501)
  },

  'also where its file is deleted': async context => {
    const { page, editor, folder } = context
    rmSync(join(folder, 'parts'), { recursive: true })
    await page.locator('.tab .strikethrough', { hasText: 'filters.ts' }).waitFor()
    await turnTo(page, 'filters.ts')
    await editor.goTo(1, 'export const filters = 501'.length + 1)
    await page.keyboard.press('Backspace')
    await turnTo(page, 'net.ts')
    await hasFilters(context, 50)
  },

  'after it is reverted, the disk counts': async context => {
    const { page, editor, folder } = context
    mkdirSync(join(folder, 'parts'))
    writeFilters(folder, 7)
    await turnTo(page, 'filters.ts')
    await editor.command('File: Revert File')
    await editor.lineMatching(/filters = 7/)
    await turnTo(page, 'net.ts')
    await hasFilters(context, 7)
  },

  'a folder that is renamed is missed, and found again under its name': async context => {
    const { page, editor, folder } = context
    const tab = page.locator('.tab', { hasText: 'filters.ts' })
    await tab.click({ button: 'middle' })
    await tab.waitFor({ state: 'detached' })
    renameSync(join(folder, 'parts'), join(folder, 'pieces'))
    await editor.lineMatching(/conv2d\(filters.*6×6×\?/)
    await editor.hoverSquiggle('warning', /there is no file \.\/parts\/filters in the workspace/)
    renameSync(join(folder, 'pieces'), join(folder, 'parts'))
    await hasFilters(context, 7)
  },
}
