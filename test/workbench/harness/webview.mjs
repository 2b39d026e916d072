import { poll } from './poll.mjs'

/**
 * The document of the panel with this title: the frame within the frame which VS Code puts around it.
 * Hidden panels are frames too, so it is found by its title.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} title
 * @returns {Promise<import('playwright-core').Frame>}
 */
export function webviewFrame(page, title) {
  return poll(`a panel titled ${title}`, async () => {
    for (const frame of page.frames()) {
      if (!frame.url().includes('/webview/browser/pre/fake.html')) continue
      const element = await frame.frameElement()
      if ((await element.getAttribute('id')) === 'active-frame' && (await element.getAttribute('title')) === title)
        return frame
    }
    return undefined
  })
}
