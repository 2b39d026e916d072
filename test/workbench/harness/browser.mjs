import { chromium } from 'playwright-core'
import { findChromium } from '../../../scripts/workbench/findChromium.mjs'

const FLAGS = [
  '--no-sandbox',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--force-color-profile=srgb',
  // Without a graphics card WebGPU then runs in software, so that the tests reach it too.
  '--enable-unsafe-webgpu',
]

/** Starts the installed Chromium without a window. The caller closes it. */
export function launchBrowser() {
  return chromium.launch({ executablePath: findChromium(), args: FLAGS })
}

/** A page of its own size and storage, in which the workbench opens. */
export async function newPage(browser, viewport = { width: 1400, height: 900 }) {
  const context = await browser.newContext({ viewport })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  return page
}
