import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packageExtension } from '../../../scripts/workbench/packageExtension.mjs'
import { serveWorkbench } from '../../../scripts/workbench/serve.mjs'
import { launchBrowser } from './browser.mjs'

const SETTINGS = {
  'workbench.reduceMotion': 'on',
  'git.enabled': false,
  'editor.hover.delay': 100,
  // Typing must give what was typed, not what was suggested.
  'editor.acceptSuggestionOnCommitCharacter': false,
  'editor.autoClosingBrackets': 'never',
}

/**
 * Packages the built extension, installs it into a new profile, serves the workbench and starts a browser for it.
 *
 * @param {Record<string, unknown>} [settings] the user's, on top of those that the tests rest on
 * @returns {Promise<{ url: (options: import('../../../scripts/workbench/serve.mjs').PageOptions) => string,
 *   browser: import('playwright-core').Browser, extension: string, stop: () => Promise<void> }>} `extension`: the folder in which
 *   it is installed
 */
export async function startWorkbench(settings = {}) {
  const profile = mkdtempSync(join(tmpdir(), 'convolens-profile-'))
  let server
  let browser
  const stop = async () => {
    await browser?.close()
    await server?.stop()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const vsix = join(profile, 'convolens.vsix')
    packageExtension(vsix)
    server = await serveWorkbench({
      profile: join(profile, 'server'),
      extensions: [vsix],
      settings: { ...SETTINGS, ...settings },
    })
    browser = await launchBrowser()
    const installed = join(profile, 'server/extensions')
    const [name] = readdirSync(installed).filter(folder => folder.startsWith('convolens.'))
    return { url: server.url, browser, extension: join(installed, name), stop }
  } catch (error) {
    await stop()
    throw error
  }
}
