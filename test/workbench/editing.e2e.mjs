import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { poll } from './harness/poll.mjs'

export const file = 'contract.ts'

const NET = `import { input, model, type Tensor } from 'convolens'
const image = input(32, 32, 3)
const block = (x: Tensor, filters: number) => x.conv2d(filters, 3, { padding: 'same' }).relu()
const x = block(image, 8).maxPool2d(2) // => 16×16×9
export default model('Contract', image, block(x, 12).conv2d(12, 3, { groups: 1 }).globalAveragePool2d().dense(10))
`

export const prepare = folder => writeFileSync(join(folder, file), NET)

export const tests = {
  // (3·3·3 + 1)·8 + (3·3·8 + 1)·12 + (3·3·12 + 1)·12 + (12 + 1)·10 = 224 + 876 + 1,308 + 130.
  'a lens above the model tells its totals': ({ page }) =>
    page.locator('.codelens-decoration', { hasText: '2,538 parameters' }).first().waitFor({ timeout: 60_000 }),

  'a lens above the function tells from where it is called': ({ page }) =>
    page.locator('.codelens-decoration', { hasText: 'called from 2 places' }).first().waitFor(),

  'a wrong shape contract is underlined and updated': async ({ editor }) => {
    await editor.hoverSquiggle('error', /the call makes 16×16×8, not 16×16×9/)
    await editor.goTo(4, NET.split('\n')[3].indexOf('16×16×9') + 2)
    await editor.quickFix('Update to 16×16×8')
    await editor.lineMatching(/\/\/ => 16×16×8/)
  },

  'an option tells what its neighbours would give': async ({ editor }) => {
    const text = await editor.hover('groups', /groups 1 → 2/)
    // Each filter then sees 6 of 12 channels.
    assert.match(text, /groups 1 → 2: −50 % MACs/)
  },

  'the summary opens beside the code': async ({ page, editor }) => {
    await page.locator('.codelens-decoration a', { hasText: 'Summary' }).first().click()
    await editor.lineMatching(/^layer +output +receptive field/)
    await page.locator('.tab', { hasText: 'contract.ts' }).first().click()
  },

  'the tree shows what is at the cursor': async ({ page, editor }) => {
    await editor.goTo(4, 14)
    await editor.command('Convolens: Reveal Layer in the Convolens View')
    await poll('the block in the tree', async () =>
      /block.*224 parameters/.test(
        (await page.locator('.tree-explorer-viewlet-tree-view .monaco-list-row.selected').allTextContents()).join(),
      ),
    )
  },
}
