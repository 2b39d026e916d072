import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { poll } from './harness/poll.mjs'

export const file = 'net.ts'

const NET = `import { input, model, type Tensor } from 'convolens'
const block = (x: Tensor, filters: number) => {
  const y = x.conv2d(filters, 3, { padding: 'same' })
  return y.add(x.conv2d(filters, 1))
}
const image = input(8, 8, 4)
export default model('Net', image, block(image, 8).conv2d(2, 3, { name: 'last' }).globalAveragePool2d())
`
const lineOf = part => NET.split('\n').findIndex(line => line.includes(part)) + 1
const columnOf = part => NET.split('\n')[lineOf(part) - 1].indexOf(part) + 1

export const settings = { 'git.enabled': true, 'git.openRepositoryInParentFolders': 'never' }

/** The last commit has half the filters. */
export function prepare(folder) {
  const git = (...args) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b.c', ...args], { cwd: folder })
  writeFileSync(join(folder, file), NET.replace('8).conv2d', '4).conv2d'))
  git('init', '-q')
  git('add', file)
  git('commit', '-qm', 'half')
  writeFileSync(join(folder, file), NET)
}

const pick = (page, text) => page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first().click()
const back = async ({ page }) => page.locator('.tab', { hasText: file }).first().click()

export const tests = {
  'a merge leads to its branches': async ({ page, editor }) => {
    await editor.lineMatching(/add\(x\.conv2d.*8×8×8/)
    await editor.goTo(lineOf('.add('), columnOf('.add(') + 2)
    await page.keyboard.press('F12')
    // TypeScript leads to the method's declaration; the two branches are ours.
    await page.locator('.peekview-widget .referenceMatch', { hasText: 'conv2d' }).nth(1).waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.peekview-widget').waitFor({ state: 'hidden' })
  },

  'a layer is renamed where its name is written': async ({ page, editor, folder }) => {
    await editor.goTo(lineOf("'last'"), columnOf("'last'") + 2)
    await page.keyboard.press('F2')
    const input = page.locator('.rename-box input')
    await input.waitFor()
    assert.equal(await input.inputValue(), 'last')
    await input.fill('final')
    await page.keyboard.press('Enter')
    await editor.lineMatching(/name: 'final'/)
    await editor.save()
    await poll('the new name', () => readFileSync(join(folder, file), 'utf8').includes("name: 'final'"))
  },

  'options are completed, and what they are for is told': async ({ page, editor }) => {
    await editor.goTo(lineOf("'last'"), columnOf("name: 'last'"))
    await page.keyboard.press('Control+Space')
    await page.locator('.suggest-widget .monaco-list-row', { hasText: 'dilationRate' }).first().waitFor()
    await page.keyboard.press('Escape')
    await editor.command('Trigger Parameter Hints')
    await page.locator('.parameter-hints-widget.visible', { hasText: 'filters' }).first().waitFor()
    await page.keyboard.press('Escape')
  },

  'the symbols of the file are its blocks, models and layers': async ({ page }) => {
    await page.keyboard.press('Control+Shift+o')
    for (const name of ['block', 'Net'])
      await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' })
  },

  'the model is compared with that of the last commit': async ({ page, editor }) => {
    await editor.goTo(lineOf('model('), columnOf("'Net'"))
    // The editor's git extension may not know the repository yet; then the command says so, and is run again.
    await poll(
      'the comparison',
      async () => {
        await editor.command('Convolens: Compare Models')
        await pick(page, 'The last commit (git HEAD)')
        return editor
          .lineMatching(/^# Net \(last commit\) → Net/)
          .then(() => true)
          .catch(() => false)
      },
      200_000,
    )
    await editor.lineMatching(/filters 4 → 8/)
    await back({ page })
  },

  'a network of the zoo becomes a program': async ({ page, editor }) => {
    await editor.command('Convolens: New Model from Architecture…')
    // The list shows no more than fits.
    await page.locator('.quick-input-list .monaco-list-row').first().waitFor()
    await page.keyboard.type('leNet5')
    await pick(page, 'leNet5')
    // Every option as usual.
    for (const option of ['input', 'classes']) {
      await page.locator('.quick-input-title', { hasText: `leNet5, ${option}` }).waitFor()
      await page.keyboard.press('Enter')
    }
    await editor.lineMatching(/^export default model\('LeNet-5'/)
  },

  'TensorFlow for Node is offered in two packages, and installed only if one is chosen': async ({
    page,
    editor,
    folder,
  }) => {
    await editor.command('Convolens: Install TensorFlow for Node')
    const rows = page.locator('.quick-input-list .monaco-list-row', { hasText: 'tfjs-node' })
    await poll('two packages', async () => (await rows.count()) === 2)
    await page.keyboard.press('Escape')
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' })
    assert.equal(existsSync(join(folder, 'node_modules/@tensorflow')), false)
    assert.equal(await page.locator('.terminal-wrapper').count(), 0)
  },
}
