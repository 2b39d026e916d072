#!/usr/bin/env node
// Stands in for the desktop VS Code that @vscode/test-electron starts, where there is none: takes its command line
// and runs the tests in the extension host of VS Code's server, with Chromium as the window.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { format } from 'node:util'
import { serveWorkbench } from '../../scripts/workbench/serve.mjs'
import { launchBrowser, newPage } from '../workbench/harness/browser.mjs'

const TIMEOUT = 300_000
/** What the workbench says of itself at every start. */
const WORKBENCH_LINE =
  /^(%c|Resolv(ing|ed) connection|Creat(ing a socket|ion of workbench)|Ignoring fetching|Updating additional|Timed out waiting for authentication|Extension host \(Remote\) is|Error while|getaddrinfo|\[(reconnection|Service Worker|DefaultAccount|chat-stt|Account|AgentHost|Chat|LanguageModel|remote-connection))/

const { extensions, tests, folder } = readArguments(process.argv.slice(2))
const profile = mkdtempSync(join(tmpdir(), 'convolens-stand-in-'))
let server
let browser
try {
  server = await serveWorkbench({ profile, settings: { 'git.enabled': false }, testDriver: true })
  browser = await launchBrowser()
  process.exitCode = await runTests(await newPage(browser))
} finally {
  await browser?.close()
  await server?.stop()
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
}

/** The part of the desktop's command line which the tests use. */
function readArguments(args) {
  const read = { extensions: [], tests: undefined, folder: undefined }
  for (const argument of args) {
    const [, name, value] = /^--([\w-]+)=(.*)$/s.exec(argument) ?? []
    if (name === 'extensionDevelopmentPath') read.extensions.push(resolve(value))
    else if (name === 'extensionTestsPath') read.tests = resolve(value)
    else if (!argument.startsWith('-')) read.folder = resolve(argument)
  }
  if (read.tests === undefined || read.extensions.length === 0)
    throw new Error('usage: standIn.mjs FOLDER --extensionDevelopmentPath=FOLDER --extensionTestsPath=MODULE')
  if (existsSync(`${read.tests}.js`)) read.tests += '.js'
  return read
}

/** Resolves to the exit status: 0 when the tests' `run()` resolved, 1 when it rejected, 99 when the time was up. */
async function runTests(page) {
  const ended = new Promise(done => page.exposeFunction('codeAutomationExit', done))
  // The console of the extension host, and with it Mocha's report.
  await page.exposeFunction('codeAutomationLog', (_level, parts) => {
    const line = format(...parts)
    if (!WORKBENCH_LINE.test(line)) console.log(line)
  })
  const remote = path => `vscode-remote://127.0.0.1:${server.port}${path}`
  const payload = [
    ...extensions.map(path => ['extensionDevelopmentPath', remote(path)]),
    ['extensionTestsPath', remote(tests)],
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ]
  await page.goto(server.url({ folder, payload }), { waitUntil: 'domcontentloaded' })

  let timer
  const late = new Promise(done => {
    timer = setTimeout(done, TIMEOUT, 99)
  })
  const status = await Promise.race([ended, late])
  clearTimeout(timer)
  if (status === 99) console.error(`the tests did not end within ${TIMEOUT / 1000} s`)
  return status
}
