import assert from 'node:assert/strict'
import { assertAccessible } from './harness/accessibility.mjs'
import { poll } from './harness/poll.mjs'
import { changeSettings } from './harness/settings.mjs'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'digits/lenet.ts'

const TABS = ['look', 'compare', 'filters', 'architecture', 'summary']
const READY = {
  ...{ look: '[data-testid="explanation"]', compare: '#compare-run', filters: '#kernels' },
  ...{ architecture: '#architecture', summary: '#summary' },
}
const THEMES = {
  light: ['Light Modern', 'vscode-light'],
  'high contrast': ['Default High Contrast', 'vscode-high-contrast'],
  'high contrast light': ['Default High Contrast Light', 'vscode-high-contrast-light'],
  dark: ['Dark Modern', 'vscode-dark'],
}

const panelOf = page => webviewFrame(page, 'Convolens: LeNet-5')

/** Colours that follow the theme: of the page, of text, and of the nodes' text in the drawing. */
const colours = panel =>
  panel.evaluate(() => [
    getComputedStyle(document.body).backgroundColor,
    getComputedStyle(document.querySelector('h1')).color,
    getComputedStyle(document.querySelector('.node text')).fill,
  ])

async function show(panel, tab) {
  await panel.locator(`#tab-${tab}`).click()
  await panel.locator(READY[tab]).first().waitFor()
}

export const tests = {
  'the panel opens': async ({ page, editor }) => {
    await editor.lineMatching(/conv2d\(6.*28×28×6/)
    await editor.command('Convolens: Visualize Activations')
    await show(await panelOf(page), 'look')
  },

  ...Object.fromEntries(
    Object.entries(THEMES).map(([name, [theme, kind]]) => [
      `the theme ${name} recolours at once, and axe-core finds nothing serious in any view`,
      async ({ page, folder }) => {
        const panel = await panelOf(page)
        await show(panel, 'architecture')
        const before = await colours(panel)
        changeSettings(folder, { 'workbench.colorTheme': theme })
        await poll(kind, () => panel.evaluate(wanted => document.body.classList.contains(wanted), kind))
        await poll('other colours', async () => {
          const now = await colours(panel)
          return now.every((colour, index) => colour !== before[index])
        })
        for (const tab of TABS) {
          await show(panel, tab)
          await assertAccessible(panel)
        }
      },
    ]),
  ),

  'nothing moves where motion is reduced': async ({ page }) => {
    const panel = await panelOf(page)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const moving = await panel.evaluate(() => document.getAnimations().length)
    assert.equal(moving, 0)
  },
}
