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
