import { existsSync, readFileSync } from 'node:fs'
import { poll } from './poll.mjs'

/**
 * Presses a button of the panel that saves a file, accepts the name that is offered, and resolves to the bytes at the path.
 *
 * @param {import('playwright-core').Page} page
 * @param {import('playwright-core').Locator} button
 * @param {string} path
 * @returns {Promise<Buffer>}
 */
export async function save(page, button, path) {
  await button.click()
  await page.locator('.quick-input-widget input').waitFor()
  await page.keyboard.press('Enter')
  await poll(`the file ${path}`, () => existsSync(path) && readFileSync(path).length > 0)
  return readFileSync(path)
}
