// Builds Convolens and opens an editor with it and the examples: `code`, else a downloaded VS Code, else VS Code's server
// in the browser. `--web` asks for the last one; PORT sets where it listens.
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { downloadAndUnzipVSCode } from '@vscode/test-electron'
import { findExecutable } from './workbench/findExecutable.mjs'
import { packageExtension } from './workbench/packageExtension.mjs'
import { provisionWorkbench } from './workbench/provision.mjs'
import { repositoryRoot } from './workbench/repositoryRoot.mjs'
import { serveWorkbench } from './workbench/serve.mjs'

const examples = join(repositoryRoot, 'examples')
const firstFile = join(examples, 'digits/lenet.ts')

const build = spawnSync(process.execPath, [join(import.meta.dirname, 'build.mjs')], { stdio: 'inherit' })
if (build.status !== 0) process.exit(1)

try {
  const desktop = process.argv.includes('--web') ? undefined : await findDesktop()
  if (desktop !== undefined) openDesktop(desktop)
  else await serve()
} catch (error) {
  console.error(error.message)
  process.exit(1)
}

async function findDesktop() {
  const code = findExecutable('code')
  if (code !== undefined) return code
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    console.log('No `code` on the PATH and no display for a desktop VS Code: starting one in the browser.')
    return undefined
  }
  try {
    return await downloadAndUnzipVSCode()
  } catch (error) {
    console.log(`VS Code cannot be downloaded (${error.message}): starting one in the browser.`)
    return undefined
  }
}

function openDesktop(executable) {
  const args = [`--extensionDevelopmentPath=${repositoryRoot}`, examples, '--goto', firstFile]
  // VS Code refuses to run as root without a profile of its own.
  if (process.getuid?.() === 0) args.push('--no-sandbox', '--user-data-dir', join(repositoryRoot, '.vscode-test/root'))
  console.log(`Opening the examples with ${executable}`)
  const shell = process.platform === 'win32'
  const editor = spawn(shell ? `"${executable}"` : executable, args, { stdio: 'inherit', shell })
  editor.once('error', error => {
    console.error(`cannot start ${executable}: ${error.message}`)
    process.exitCode = 1
  })
  editor.once('exit', status => {
    process.exitCode = status ?? 1
  })
}

async function serve() {
  const { home } = provisionWorkbench()
  const vsix = join(home, 'convolens.vsix')
  packageExtension(vsix)
  const port = Number(process.env.PORT ?? 8377)
  const server = await serveWorkbench({ profile: join(home, 'profile'), extensions: [vsix], port })
  console.log(
    `\nOpen this address in a browser:\n\n  ${server.url({ folder: examples, file: firstFile })}\n\nCtrl+C stops.`,
  )
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.stop().then(() => process.exit(0)))
}
