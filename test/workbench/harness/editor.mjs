import { poll } from './poll.mjs'

/**
 * The text editor of a workbench page, used as a person does: by keyboard, mouse and what is on the screen.
 * Lines are 1-based. Text on the screen includes the inlay hints.
 */
export class Editor {
  constructor(page) {
    this.page = page
  }

  /** Waits until the file opened with the window is shown. */
  async ready() {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 120_000 })
    await this.page.locator('.editor-instance .view-line').first().waitFor({ timeout: 120_000 })
  }

  /** Lines on the screen from top to bottom, hints included, with ordinary spaces. */
  lines() {
    return this.page.evaluate(() =>
      [...document.querySelectorAll('.editor-instance .view-line')]
        .sort((a, b) => Number.parseFloat(a.style.top) - Number.parseFloat(b.style.top))
        .map(line => line.textContent.replaceAll('\u00a0', ' ').replace(/[\u200b-\u200f\ufeff]/g, '')),
    )
  }

  /** Waits for a line on the screen that matches, and resolves to it. */
  lineMatching(pattern) {
    return poll(`a line with ${pattern}`, async () => (await this.lines()).find(line => pattern.test(line)))
  }

  /** Puts the cursor at a 1-based line and column. */
  async goTo(line, column = 1) {
    await this.page.keyboard.press('Control+g')
    const input = this.page.locator('.quick-input-widget input')
    await input.waitFor()
    await input.fill(`:${line}:${column}`)
    await this.page.locator('.quick-input-list .monaco-list-row').first().waitFor()
    await this.page.keyboard.press('Enter')
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' })
    await poll(`the cursor at ${line}:${column}`, async () =>
      (await this.page.locator('.part.statusbar').textContent()).includes(`Ln ${line}, Col ${column}`),
    )
  }

  /** Types at the cursor; the suggestions which typing brings up are closed. */
  async type(text) {
    await this.page.keyboard.type(text)
    await this.page.keyboard.press('Escape')
    await this.page.keyboard.press('Escape')
  }

  async save() {
    await this.page.keyboard.press('Control+s')
  }

  /** Moves the mouse over the first occurrence of `word` on the screen; resolves to the hover's text once it matches. */
  hover(word, match) {
    return this.hoverAt(match, () => this.page.evaluate(locateWord, word))
  }

  /** Same for the first squiggle of a severity: `error`, `warning` or `info`. */
  hoverSquiggle(severity, match) {
    return this.hoverAt(match, async () => {
      const box = await this.squiggles(severity).first().boundingBox()
      return box && { x: box.x + Math.min(box.width / 2, 12), y: box.y + box.height / 2 - 6 }
    })
  }

  /** Points again and again, because hints that come late move the text from under the mouse. */
  hoverAt(match, locate) {
    return poll(`a hover with ${match}`, async () => {
      const place = await locate()
      if (!place) return undefined
      // A hover that came before our server was ready stays as it is, and stays open under the mouse: close it first.
      await this.page.mouse.move(1, 1)
      await this.page.keyboard.press('Escape')
      await this.page.mouse.move(place.x, place.y, { steps: 4 })
      // TypeScript's own hover and ours answer at different times.
      return poll('its text', () => this.hoverText(match), 4000)
    })
  }

  async hoverText(match) {
    const texts = await this.page.locator('.monaco-hover:not(.hidden)').allInnerTexts()
    const text = texts.join('\n').replaceAll('\u00a0', ' ')
    return match.test(text) ? text : undefined
  }

  squiggles(severity) {
    return this.page.locator(`.editor-instance .squiggly-${severity}`)
  }

  /** Runs the command with exactly this title from the palette. */
  async command(title) {
    const rows = this.page.locator('.quick-input-list .monaco-list-row')
    const row = rows.filter({ has: this.page.getByText(title, { exact: true }) }).first()
    const input = this.page.locator('.quick-input-widget input')
    // The list is not refreshed when an extension starts late: reopen it until the command is there.
    await poll(`the command ${title}`, async () => {
      await this.page.keyboard.press('F1')
      await input.waitFor()
      await input.fill(`>${title}`)
      try {
        // Enter would run the first fuzzy match, which may be another command.
        await row.click({ timeout: 4000 })
        return true
      } catch {
        await this.page.keyboard.press('Escape')
        return false
      }
    })
    // The command may ask something at once, in the same place.
    await row.waitFor({ state: 'hidden' })
  }

  /** Opens the menu of quick fixes at the cursor (Ctrl+.) and clicks the one with this title. */
  async quickFix(title) {
    const item = this.page.locator('.action-widget .monaco-list-row', { hasText: title }).first()
    await poll(`the quick fix ${title}`, async () => {
      await this.page.keyboard.press('Control+.')
      try {
        await item.waitFor({ timeout: 4000 })
        return true
      } catch {
        await this.page.keyboard.press('Escape')
        return false
      }
    })
    await item.click()
  }
}

/** Runs in the page: the middle of the first occurrence of the word in the editor. */
function locateWord(word) {
  for (const line of document.querySelectorAll('.editor-instance .view-line')) {
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const index = node.data.indexOf(word)
      if (index < 0) continue
      const range = document.createRange()
      range.setStart(node, index)
      range.setEnd(node, index + word.length)
      const { x, y, width, height } = range.getBoundingClientRect()
      return { x: x + width / 2, y: y + height / 2 }
    }
  }
  return undefined
}
