/**
 * What the workbench tells the user now: its messages, with these words.
 *
 * @param {import('playwright-core').Page} page
 * @param {RegExp} words
 * @returns {import('playwright-core').Locator}
 */
export function notifications(page, words) {
  return page.locator('.notifications-toasts .notification-list-item').filter({ hasText: words })
}

/**
 * Presses a button of a message once that is there.
 *
 * @param {import('playwright-core').Page} page
 * @param {RegExp} words of the message
 * @param {string} button
 */
export async function answerNotification(page, words, button) {
  await notifications(page, words).getByRole('button', { name: button, exact: true }).click()
}
