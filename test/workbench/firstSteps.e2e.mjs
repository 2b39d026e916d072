import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { positionOf, readText } from './harness/textFile.mjs'
import { webviewFrame } from './harness/webview.mjs'

/** What docs/firstSteps.md tells a new user to do, in a project that knows nothing of Convolens. */
export const file = 'notes.ts'
const model = 'models/classification.ts'

export function prepare(folder) {
  writeFileSync(join(folder, 'notes.ts'), 'export const nothing = 1\n')
}

export const tests = {
  'a model is added': async ({ page, editor }) => {
    await editor.command('Convolens: Add Convolens to This Project')
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Classification' }).click()
    await editor.lineMatching(/const stem =.*64×64×32/)
  },

  'the first hover': ({ editor }) => editor.hover('dense', /parameters/i),

  'the first warning': async ({ editor, folder }) => {
    const text = readText(folder, model)
    const { line, column } = positionOf(text, "{ padding: 'same' })")
    await editor.goTo(line, column + "{ padding: 'same' })".length)
    await editor.type('.dropout(0.5)')
    await editor.squiggles('warning').first().waitFor()
  },

  'the first fix': async ({ page, editor }) => {
    await page.keyboard.press('ArrowLeft')
    await editor.quickFix('spatialDropout2d')
    await editor.lineMatching(/spatialDropout2d\(0\.5\)/)
    await editor.squiggles('warning').first().waitFor({ state: 'detached' })
  },

  'the first Grad-CAM': async ({ page, editor }) => {
    await editor.command('Convolens: Visualize Activations')
    const panel = await webviewFrame(page, 'Convolens: Classifier')
    await panel.getByTestId('explanation').waitFor()
  },
}
