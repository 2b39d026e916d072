import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from './repositoryRoot.mjs'

const CODE_SERVER_VERSION = '4.139.1'
const NODE_VERSION = '24.21.0'
/** Raise it when the steps below change, so that existing folders are made anew. */
const RECIPE = 1

/** Parts of the server which no extension needs; without them it is 350 MB smaller and starts sooner. */
const UNUSED_PARTS = [
  'extensions/copilot',
  'extensions/github',
  'extensions/github-authentication',
  'extensions/mermaid-markdown-features',
  'extensions/microsoft-authentication',
  'extensions/simple-browser',
  'extensions/tunnel-forwarding',
  'node_modules/@github',
  'node_modules/@microsoft/mxc-sdk',
  'node_modules/@vscode/sqlite3',
]

/**
 * Installs VS Code's server (browser workbench and Node extension host) from the npm package `code-server`, with the
 * Node it needs, into `.workbench/` or `$CONVOLENS_WORKBENCH`. Runs no install script, so needs no compiler.
 * Done once; later calls return at once.
 *
 * @returns {{ node: string, server: string, home: string }} the Node binary, its `server-main.js`, and the folder of both
 * @throws when npm cannot install, with the command that failed
 */
export function provisionWorkbench() {
  const home = process.env.CONVOLENS_WORKBENCH ?? join(repositoryRoot, '.workbench')
  const install = join(home, 'install')
  const vscode = join(install, 'node_modules/code-server/lib/vscode')
  const workbench = { node: join(install, 'node_modules/.bin/node'), server: join(vscode, 'out/server-main.js'), home }

  const stamp = join(install, 'stamp.txt')
  const wanted = `code-server ${CODE_SERVER_VERSION}, node ${NODE_VERSION}, recipe ${RECIPE}\n`
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return workbench

  console.log(
    `Installing VS Code's server (code-server ${CODE_SERVER_VERSION}) into ${install}: about a minute, 520 MB.`,
  )
  rmSync(install, { recursive: true, force: true })
  mkdirSync(install, { recursive: true })
  writeFileSync(join(install, 'package.json'), '{ "private": true }\n')
  step('1/4 server and Node', install, ['install', nodePackage(), `code-server@${CODE_SERVER_VERSION}`])
  step("2/4 the server's packages", vscode, ['install', '--omit=dev'])
  step("3/4 the built-in extensions' packages", join(vscode, 'extensions'), ['install', '--omit=dev'])
  console.log('  4/4 trimming')
  for (const part of UNUSED_PARTS) rmSync(join(vscode, part), { recursive: true, force: true })
  replaceAddons(join(vscode, 'node_modules'))

  const check = spawnSync(workbench.node, [workbench.server, '--version'], { encoding: 'utf8' })
  if (check.status !== 0) throw new Error(`the installed VS Code server does not start: ${check.stderr}`)
  writeFileSync(stamp, wanted)
  console.log(`VS Code ${check.stdout.split('\n')[0]} is ready.`)
  return workbench
}

/** The npm package whose `bin` is a Node binary for this machine. */
function nodePackage() {
  return `node-${process.platform}-${process.arch}@${NODE_VERSION}`
}

function step(title, cwd, args) {
  console.log(`  ${title}`)
  const started = Date.now()
  const flags = ['--no-audit', '--no-fund', '--loglevel=error', '--no-save', '--ignore-scripts']
  const result = spawnSync('npm', [...args, ...flags], { cwd, stdio: ['ignore', 'ignore', 'inherit'] })
  if (result.status !== 0) throw new Error(`npm ${args.join(' ')} failed in ${cwd}`)
  console.log(`      ${Math.round((Date.now() - started) / 1000)} s`)
}

/** Without install scripts the C++ addons are not built: the log gets a JavaScript stand-in, the watchdog an empty one. */
function replaceAddons(modules) {
  copyFileSync(join(import.meta.dirname, 'spdlog.cjs'), join(modules, '@vscode/spdlog/index.js'))
  for (const folder of [modules, join(modules, '@vscode')])
    for (const name of readdirSync(folder))
      if (name === 'native-watchdog') writeFileSync(join(folder, name, 'index.js'), 'exports.start = () => {}\n')
}
