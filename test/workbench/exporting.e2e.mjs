import assert from 'node:assert/strict'
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from '../../scripts/workbench/repositoryRoot.mjs'
import { poll } from './harness/poll.mjs'

export const file = 'small.ts'

const NET = `import { input, model } from 'convolens'
const image = input(8, 8, 3)
export default model('Small', image, image.conv2d(4, 3).relu().globalAveragePool2d().dense(2))
`
/** (3·3·3 + 1)·4 + (4 + 1)·2. */
const NUMBERS = 122

export function prepare(folder) {
  writeFileSync(join(folder, file), NET)
  copyFileSync(join(repositoryRoot, 'test/import/reference/residual.keras'), join(folder, 'residual.keras'))
  writeFileSync(join(folder, 'broken.keras'), 'no archive')
}

/** Runs the command and chooses what to export to. */
async function exportTo({ page, editor }, label, description) {
  await editor.command('Convolens: Export Model…')
  const rows = page.locator('.quick-input-list .monaco-list-row', { hasText: label })
  await rows.filter({ hasText: description }).first().click()
}

/** Waits until the dialog of this title offers the path, and answers with that or another one. */
async function answerPath(page, title, offered, path = offered) {
  const dialog = page.locator('.quick-input-widget', { hasText: title })
  const input = dialog.locator('input')
  await poll(`the path ${offered}`, async () => (await input.inputValue()) === offered)
  // The dialog reads the folder, and may put back what stood in its field before.
  await poll(`the answer ${path}`, async () => {
    await input.fill(path)
    await page.keyboard.press('Enter')
    return dialog.waitFor({ state: 'hidden', timeout: 4000 }).then(
      () => true,
      () => false,
    )
  })
}

/** Waits until the editor tells something. */
const notification = (page, text) =>
  page.locator('.notification-toast .notification-list-item-message', { hasText: text }).first().waitFor()

export const tests = {
  'a program opens beside the code': async context => {
    await context.editor.lineMatching(/conv2d\(4, 3\).*6×6×4/)
    await exportTo(context, 'PyTorch', 'a program')
    await context.editor.lineMatching(/^class Network\(nn\.Module\)/)
    await context.page.locator('.tab', { hasText: file }).first().click()
  },

  'an ONNX model is written where the user says': async context => {
    const { page, folder } = context
    await exportTo(context, 'ONNX', 'a file')
    await answerPath(page, 'Export Small to', join(folder, 'Small.onnx'), join(folder, 'digits/own.onnx'))
    await notification(page, 'own.onnx is written. the weights are random.')
    const bytes = readFileSync(join(folder, 'digits/own.onnx'))
    assert.ok(bytes.length > 4 * NUMBERS, `${bytes.length} bytes`)
    assert.ok(bytes.includes('Conv'))
    assert.equal(existsSync(join(folder, 'Small.onnx')), false)
  },

  'weights of TensorFlow.js are two files, and none is replaced unasked': async context => {
    const { page, folder } = context
    writeFileSync(join(folder, 'Small.bin'), 'of the user')
    await exportTo(context, 'model.json', 'the weights')
    await answerPath(page, 'Export Small to', join(folder, 'Small.json'))
    const dialog = page.locator('.monaco-dialog-box')
    await dialog.filter({ hasText: 'Small.bin is there already. Replace it?' }).waitFor()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await dialog.waitFor({ state: 'hidden' })
    assert.equal(readFileSync(join(folder, 'Small.bin'), 'utf8'), 'of the user')
    assert.equal(existsSync(join(folder, 'Small.json')), false)

    await exportTo(context, 'model.json', 'the weights')
    await answerPath(page, 'Export Small to', join(folder, 'Small.json'))
    await dialog.getByRole('button', { name: 'Replace' }).click()
    await notification(page, 'Small.json is written.')
    assert.equal(statSync(join(folder, 'Small.bin')).size, 4 * NUMBERS)
    const { weightsManifest } = JSON.parse(readFileSync(join(folder, 'Small.json'), 'utf8'))
    assert.deepEqual(weightsManifest[0].paths, ['Small.bin'])
  },

  'a saved model of Keras becomes a program that names it for its weights': async ({ page, editor, folder }) => {
    await editor.command('Convolens: Import Model…')
    await answerPath(page, 'Import a saved model', `${folder}/`, join(folder, 'residual.keras'))
    await answerPath(page, 'Write the program to', join(folder, 'residual.ts'), join(folder, 'digits/imported.ts'))
    await page.locator('.tab.active', { hasText: 'imported.ts' }).waitFor()
    await editor.lineMatching(/conv2d\(.*×/)
    const program = readFileSync(join(folder, 'digits/imported.ts'), 'utf8')
    assert.match(program, /weights: '\.\.\/residual\.keras'/)
  },

  'what is no saved model is told, and nothing is written': async ({ page, editor, folder }) => {
    const before = readdirSync(folder)
    await editor.command('Convolens: Import Model…')
    await answerPath(page, 'Import a saved model', `${folder}/`, join(folder, 'broken.keras'))
    await notification(page, 'broken.keras is neither a .keras archive nor HDF5, and describes no network.')
    assert.deepEqual(readdirSync(folder), before)
  },
}
