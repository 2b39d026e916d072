import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * Fails where axe-core finds something serious in the document, and tells what and where.
 *
 * @param {import('playwright-core').Frame} frame
 */
export async function assertAccessible(frame) {
  if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(axe)
  const violations = await frame.evaluate(async () => {
    // The editor's own frame around the document is not ours to judge.
    const { violations } = await window.axe.run('#panel', { resultTypes: ['violations'] })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  })
  assert.deepEqual(violations, [])
}

/**
 * Presses Tab from the top of the document to its end; resolves to the names of all that was reached.
 *
 * @param {import('playwright-core').Page} page
 * @param {import('playwright-core').Frame} frame
 * @param {number} most
 */
export async function tabStops(page, frame, most = 80) {
  await frame.evaluate(() => {
    document.activeElement?.blur()
    document.body.setAttribute('tabindex', '-1')
    document.body.focus()
  })
  const names = []
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab')
    const name = await frame.evaluate(() => {
      const element = document.activeElement
      if (element === null || element === document.body) return undefined
      const labelled = element.getAttribute('aria-labelledby')
      const by = labelled && document.getElementById(labelled)?.textContent
      const label = element.getAttribute('aria-label') ?? by ?? element.closest('label')?.textContent
      return (label ?? element.textContent ?? '').trim()
    })
    if (name === undefined) break
    names.push(name)
  }
  return names
}
