import { positionOf, readText } from './harness/textFile.mjs'

export const file = 'digits/lenet.ts'

export const tests = {
  'a lost parenthesis leaves the hints before it': async ({ page, editor, folder }) => {
    await editor.lineMatching(/conv2d\(6.*28×28×6/)
    const text = readText(folder, file)
    const second = text.indexOf('conv2d(16')
    const { line, column } = positionOf(text.slice(second), ')')
    const before = positionOf(text, 'conv2d(16')
    await editor.goTo(before.line + line - 1, (line === 1 ? before.column : 1) + column - 1)
    await page.keyboard.press('Delete')
    await editor.squiggles('error').first().waitFor()
    await editor.lineMatching(/conv2d\(6.*28×28×6/)
  },

  'the hints before it still follow the text': async ({ page, editor, folder }) => {
    const { line, column } = positionOf(readText(folder, file), 'conv2d(6')
    await editor.goTo(line, column + 'conv2d('.length)
    await page.keyboard.press('Delete')
    await editor.type('9')
    await editor.lineMatching(/conv2d\(9.*28×28×9/)
  },

  'undone, the whole file is understood again': async ({ page, editor }) => {
    for (let step = 0; step < 3; step++) await page.keyboard.press('Control+z')
    await editor.lineMatching(/conv2d\(6.*28×28×6/)
    await editor.lineMatching(/conv2d\(16.*10×10×16/)
    await editor.squiggles('error').first().waitFor({ state: 'detached' })
  },
}
