import assert from 'node:assert/strict'
import { poll } from './harness/poll.mjs'
import { positionOf, readText } from './harness/textFile.mjs'

export const file = 'digits/lenet.ts'

export const tests = {
  'a dropout typed between convolutions is underlined': async ({ editor, folder }) => {
    const { line, column } = positionOf(readText(folder, file), '.avgPool2d', 0)
    await editor.goTo(line, column)
    await editor.type('.dropout(0.5)')
    await editor.squiggles('warning').first().waitFor()
  },

  'its hover gives the reason': async ({ editor }) => {
    const text = await editor.hoverSquiggle('warning', /dropout-between-convolutions/)
    assert.match(text, /convolution/)
  },

  'the quick fix moves it and the warning goes': async ({ editor, folder }) => {
    // The file on the disk is still without the dropout, which now stands where the pooling stood.
    const { line, column } = positionOf(readText(folder, file), '.avgPool2d', 0)
    await editor.goTo(line, column + 3)
    await editor.quickFix('Move the dropout after the last convolution')
    await editor.squiggles('warning').first().waitFor({ state: 'detached' })
    await editor.save()
    const text = await poll('the fix in the file', () => {
      const saved = readText(folder, file)
      return /conv2d\(16, 5\).*\.dropout\(0\.5\)/s.test(saved) ? saved : undefined
    })
    assert.equal(text.match(/dropout/g).length, 1)
  },
}
