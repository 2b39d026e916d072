import assert from 'node:assert/strict'
import { assertAccessible } from './harness/accessibility.mjs'
import { poll } from './harness/poll.mjs'
import { changeSettings } from './harness/settings.mjs'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'digits/lenet.ts'

/** What a view is waited for by; another view is there with its first card. */
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
  await panel
    .locator(READY[tab] ?? `#view[data-tab="${tab}"] .card`)
    .first()
    .waitFor()
}

/** Every view that the panel has. */
const tabsOf = panel => panel.locator('.tab').evaluateAll(tabs => tabs.map(({ id }) => id.replace('tab-', '')))

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
        for (const tab of await tabsOf(panel)) {
          await show(panel, tab)
          await assertAccessible(panel)
        }
      },
    ]),
  ),

  'at a width of 300 pixels nothing is cut off or wider than the panel in any view': async ({ page, editor }) => {
    const panel = await panelOf(page)
    await editor.command('View: Close Primary Side Bar')
    await show(panel, 'look')
    // A channel looked at closely, and what one of its places sees.
    await panel.getByTestId('activations').click({ position: { x: 20, y: 20 } })
    await panel.locator('#preprocessing summary').click()
    const { width, height } = page.viewportSize()
    await page.setViewportSize({ width: 650, height })
    await poll('a narrow panel', () => panel.evaluate(() => innerWidth > 250 && innerWidth <= 310))
    for (const tab of await tabsOf(panel)) {
      await show(panel, tab)
      await poll(`${tab} within its width`, async () => {
        const wide = await panel.evaluate(tooWide)
        assert.deepEqual(wide, [])
        return true
      })
    }
    await page.setViewportSize({ width, height })
    await poll('a wide panel', () => panel.evaluate(() => innerWidth > 400))
  },

  'every control of every view is reached by Tab, or by the arrow keys from one that is': async ({ page }) => {
    const panel = await panelOf(page)
    for (const tab of await tabsOf(panel)) {
      await show(panel, tab)
      await panel.locator('#status[data-busy="false"]').waitFor({ state: 'attached' })
      const { wanted, unreachable } = await panel.evaluate(markControls)
      assert.deepEqual(unreachable, [], tab)
      assert.ok(wanted.length > 3, tab)
      await panel.evaluate(() => document.querySelector('.tab[aria-selected="true"]').focus())
      const reached = new Set()
      for (let press = 0; press < 2 * wanted.length; press++) {
        await page.keyboard.press('Tab')
        reached.add(await panel.evaluate(() => document.activeElement?.dataset.control ?? ''))
      }
      assert.deepEqual(
        wanted.filter(control => !reached.has(control)),
        [],
        tab,
      )
    }
  },

  'nothing moves where motion is reduced': async ({ page }) => {
    const panel = await panelOf(page)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const moving = await panel.evaluate(() => document.getAnimations().length)
    assert.equal(moving, 0)
  },
}

/** Runs in the panel: what reaches beyond its right edge, unless it is within something that scrolls or is out of sight. */
function tooWide() {
  const scrolls = element =>
    element.parentElement !== null &&
    (/auto|scroll|hidden/.test(getComputedStyle(element.parentElement).overflowX) || scrolls(element.parentElement))
  const told = [...document.querySelectorAll('#panel *')]
    .filter(element => element.getBoundingClientRect().right > innerWidth + 0.5 && !scrolls(element))
    .map(element => `${element.tagName.toLowerCase()}#${element.id}.${element.getAttribute('class')}`)
  return document.documentElement.scrollWidth > innerWidth ? ['the page', ...told] : told
}

/** Runs in the panel: names the controls behind the tabs that Tab should reach, and tells those that no key does. */
function markControls() {
  const KINDS =
    'button, input, select, summary, vscode-button, vscode-dropdown, [role="button"], [role="slider"], [role="img"][tabindex], canvas[tabindex]'
  const GROUPS = '[role="radiogroup"], [role="tablist"], table, svg'
  const controls = [...document.querySelectorAll(`main :is(${KINDS})`)].filter(
    element => element.checkVisibility() && !element.disabled,
  )
  const name = element => `${element.tagName.toLowerCase()}#${element.id}.${element.getAttribute('class') ?? ''}`
  // A control of the kit has the button that takes the focus inside.
  const takesFocus = ({ tabIndex, shadowRoot }) => tabIndex >= 0 || shadowRoot?.delegatesFocus === true
  const wanted = controls.filter(takesFocus)
  for (const [index, element] of wanted.entries()) element.dataset.control = `${index} ${name(element)}`
  const unreachable = controls.filter(element => {
    const group = element.closest(GROUPS)
    return !takesFocus(element) && !wanted.some(other => group?.contains(other))
  })
  return { wanted: wanted.map(({ dataset }) => dataset.control), unreachable: unreachable.map(name) }
}
