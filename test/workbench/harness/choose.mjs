/**
 * Chooses a value in one of the panel's dropdowns, as a person does with the mouse.
 *
 * @param {import('playwright-core').Frame} panel
 * @param {string} id
 * @param {string} value
 */
export async function choose(panel, id, value) {
  await panel.locator(`#${id}`).click()
  await panel.locator(`#${id} vscode-option[value="${value}"]`).click()
}
