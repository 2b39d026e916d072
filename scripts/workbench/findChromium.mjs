import { spawnSync } from 'node:child_process'
import { findExecutable, isExecutable } from './findExecutable.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const APPLICATIONS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const INSTALL_COMMAND = {
  linux: 'sudo apt-get update && sudo apt-get install -y chromium',
  darwin: 'brew install --cask chromium',
}

/**
 * Path of a Chromium or Chrome: `$CHROMIUM_PATH`, else one on the PATH, else installed with apt-get where that is
 * possible (Debian and its like, as root).
 *
 * @throws naming the command that installs it, when there is none
 */
export function findChromium() {
  const present = locate()
  if (present !== undefined) return present

  if (process.platform === 'linux' && process.getuid() === 0 && findExecutable('apt-get') !== undefined) {
    console.log('Installing Chromium: apt-get update && apt-get install -y chromium')
    // Another installation may be under way: wait for its lock rather than fail.
    const apt = args =>
      spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=600', '-qq', ...args], {
        stdio: ['ignore', 'ignore', 'inherit'],
      })
    apt(['update'])
    apt(['install', '-y', 'chromium'])
    const installed = locate()
    if (installed !== undefined) return installed
  }
  const command = INSTALL_COMMAND[process.platform] ?? 'npx playwright-core install chromium'
  throw new Error(
    `no Chromium found. Install it with: ${command}\nor set CHROMIUM_PATH to an installed Chromium or Chrome.`,
  )
}

function locate() {
  const { CHROMIUM_PATH } = process.env
  if (CHROMIUM_PATH) {
    if (isExecutable(CHROMIUM_PATH)) return CHROMIUM_PATH
    throw new Error(`CHROMIUM_PATH is not an executable file: ${CHROMIUM_PATH}`)
  }
  return findExecutable(...NAMES) ?? APPLICATIONS.find(isExecutable)
}
