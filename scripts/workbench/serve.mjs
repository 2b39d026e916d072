import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { provisionWorkbench } from './provision.mjs'

const START_TIMEOUT = 60_000

/**
 * Serves VS Code in the browser on 127.0.0.1.
 *
 * @param {object} options
 * @param {string} options.profile folder of settings, extensions and logs; made when absent
 * @param {string[]} [options.extensions] VSIX files to install first
 * @param {number} [options.port] tried first; a free one is taken when it is in use. 0: any free one
 * @param {Record<string, unknown>} [options.settings] user settings on top of settings.json
 * @param {boolean} [options.testDriver] lets a page start extension tests; notifications are not shown then
 * @returns {Promise<{ port: number, url: (options: PageOptions) => string, stop: () => Promise<void> }>}
 *
 * @typedef {{ folder?: string, file?: string, payload?: [string, string][] }} PageOptions absolute paths to open, and
 *   further pairs of the workbench's `payload` parameter
 */
export async function serveWorkbench({ profile, extensions = [], port = 0, settings = {}, testDriver = false }) {
  const { node, server } = provisionWorkbench()
  writeSettings(profile, settings)

  const environment = { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}' }
  const common = [
    server,
    '--accept-server-license-terms',
    ...[
      '--server-data-dir',
      profile,
      '--user-data-dir',
      join(profile, 'data'),
      '--extensions-dir',
      join(profile, 'extensions'),
    ],
  ]
  for (const extension of extensions) {
    const result = spawnSync(node, [...common, '--install-extension', extension, '--force'], {
      env: environment,
      encoding: 'utf8',
    })
    if (result.status !== 0) throw new Error(`cannot install ${extension}: ${result.stdout}${result.stderr}`)
  }

  const chosen = await freePort(port)
  const log = join(profile, 'server.log')
  const output = openSync(log, 'w')
  const child = spawn(
    node,
    [
      ...common,
      ...['--host', '127.0.0.1', '--port', String(chosen), '--without-connection-token'],
      // Every folder is trusted, unless the settings have the user be asked.
      ...('security.workspace.trust.startupPrompt' in settings ? [] : ['--disable-workspace-trust']),
      // An extension host would otherwise outlive its closed page by three hours.
      ...['--telemetry-level', 'off', '--reconnection-grace-time', '5'],
      ...(testDriver ? ['--enable-smoke-test-driver'] : []),
    ],
    { env: environment, stdio: ['ignore', output, output] },
  )
  const exited = new Promise(resolve => child.once('exit', resolve))
  await untilReady(chosen, child, log)

  return {
    port: chosen,
    url: options => pageUrl(chosen, options),
    async stop() {
      child.kill()
      await exited
    },
  }
}

function writeSettings(profile, settings) {
  const folder = join(profile, 'data/User')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'settings.json')
  const defaults = join(import.meta.dirname, 'settings.json')
  if (Object.keys(settings).length > 0)
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(defaults, 'utf8')), ...settings }, null, 2))
  else if (!existsSync(file)) copyFileSync(defaults, file)
}

async function untilReady(port, child, log) {
  for (const end = Date.now() + START_TIMEOUT; Date.now() < end && child.exitCode === null; await delay(50)) {
    const response = await fetch(`http://127.0.0.1:${port}/version`).catch(() => undefined)
    if (response?.ok) return
  }
  child.kill()
  throw new Error(`VS Code's server did not start:\n${readFileSync(log, 'utf8').slice(-2000)}`)
}

function pageUrl(port, { folder, file, payload = [] }) {
  const url = new URL(`http://127.0.0.1:${port}/`)
  if (folder !== undefined) url.searchParams.set('folder', folder)
  const pairs = [...payload]
  if (file !== undefined) pairs.push(['openFile', `vscode-remote://127.0.0.1:${port}${file}`])
  if (pairs.length > 0) url.searchParams.set('payload', JSON.stringify(pairs))
  return url.href
}

/** The port wanted when it is free, else any free one. */
function freePort(wanted) {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', error => (wanted === 0 ? reject(error) : resolve(freePort(0))))
    probe.listen(wanted, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}
