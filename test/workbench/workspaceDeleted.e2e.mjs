// The folder of the workspace is deleted while its files are open and a panel shows one of their networks.
import assert from 'node:assert/strict'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { notifications } from './harness/notifications.mjs'
import { poll } from './harness/poll.mjs'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'digits/lenet.ts'
/** What is typed stays unsaved, and all that the server is asked is logged. */
export const settings = { 'files.autoSave': 'off', 'convolens.trace.server': 'messages' }

let logs

export function prepare(_folder, extension) {
  logs = join(extension, '../../data/logs')
}

const panelOf = page => webviewFrame(page, 'Convolens: LeNet-5')
const row = (page, text) => page.locator('.quick-input-list .monaco-list-row', { hasText: text })

/** Puts another number of filters into the first convolution, from one digit to another. */
async function typeFilters({ page, editor }, filters) {
  const find = async () => (await editor.lines()).findIndex(text => /image\.conv2d\(\d/.test(text)) + 1
  const line = await poll('the first convolution', find)
  await editor.goTo(line, 'const strokes = image.conv2d('.length + 1)
  await page.keyboard.press('Delete')
  await editor.type(String(filters))
  await editor.lineMatching(new RegExp(`image\\.conv2d\\(${filters}.*28×28×${filters}`))
  const panel = await panelOf(page)
  await poll(`28×28×${filters} in the panel`, async () =>
    (await panel.locator('.numbers').first().textContent()).includes(`28×28×${filters}`),
  )
}

/** All that the extension logged of what failed; what the editor itself took back is no failure. */
function failures() {
  const written = readdirSync(logs, { recursive: true, encoding: 'utf8' }).filter(name => /Convolens\.log$/.test(name))
  assert.ok(written.length > 0, 'a log')
  return written
    .flatMap(name => readFileSync(join(logs, name), 'utf8').split('\n'))
    .filter(line => /\bfailed\b(?!: cancelled)|\[Error/.test(line))
}

export const tests = {
  'what is open is analysed and shown as ever, and the weights that lack are told': async context => {
    const { page, editor, folder } = context
    await editor.lineMatching(/conv2d\(6.*28×28×6/)
    await editor.command('Convolens: Visualize Activations')
    const panel = await panelOf(page)
    await panel.locator('[data-testid="prediction"][data-class="0"]').waitFor()
    await typeFilters(context, 7)
    cpSync(folder, `${folder}-copy`, { recursive: true })
    rmSync(folder, { recursive: true })
    await page.locator('.tab .strikethrough', { hasText: 'lenet.ts' }).waitFor()
    await typeFilters(context, 8)
    await poll('what lacks', async () =>
      /model\.json cannot be read/.test(await panel.locator('#weights').textContent()),
    )
  },

  'a comparison with the last commit says what lacks': async ({ page, editor }) => {
    await editor.command('Convolens: Compare Models')
    await row(page, 'The last commit').first().click()
    await notifications(page, /not in the last commit of a git repository that the editor knows/).waitFor()
  },

  'an export says that the weights lack': async ({ page, editor, folder }) => {
    await editor.command('Convolens: Export Model…')
    await row(page, 'ONNX').filter({ hasText: 'a file' }).first().click()
    const input = page.locator('.quick-input-widget input')
    await poll('the dialog', async () => (await input.inputValue()).endsWith('LeNet-5.onnx'))
    await poll('the path', async () => {
      await input.fill(`${folder}-copy/LeNet-5.onnx`)
      await page.keyboard.press('Enter')
      return notifications(page, /LeNet-5\.onnx is written.*there is no file \.\/weights\/model\.json/)
        .waitFor({ timeout: 4000 })
        .then(
          () => true,
          () => false,
        )
    })
    assert.ok(existsSync(`${folder}-copy/LeNet-5.onnx`))
  },

  'nothing failed in the server': () => {
    assert.deepEqual(failures(), [])
  },

  'once the folder is there again, its files and weights are read': async context => {
    const { page, editor, folder } = context
    cpSync(`${folder}-copy`, folder, { recursive: true })
    await editor.command('File: Revert File')
    await editor.lineMatching(/conv2d\(6.*28×28×6/)
    const panel = await panelOf(page)
    await panel.locator('[data-testid="prediction"][data-class="0"]').waitFor()
    await panel.locator('#weights', { hasText: /cannot be read/ }).waitFor({ state: 'detached' })
    assert.deepEqual(failures(), [])
    rmSync(`${folder}-copy`, { recursive: true })
  },
}
