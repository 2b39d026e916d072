import { poll } from './poll.mjs'
import { webviewFrame } from './webview.mjs'

/**
 * Closes the panel with this title, as a person does with the mouse.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} title
 */
export async function closePanel(page, title) {
  const panel = await webviewFrame(page, title)
  await page.getByRole('tab', { name: title }).click({ button: 'middle' })
  await poll(`no panel titled ${title}`, async () => panel.isDetached())
}
