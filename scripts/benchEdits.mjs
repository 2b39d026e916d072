// How long an edit takes to become hints and diagnostics, and a hover to answer, through the built language server as an
// editor talks to it; beside it, in the same run, how long TypeScript takes for the diagnostics of the same edit.
// Machines differ and are busy, so the ratio says more than the times. Needs a build (npm run build).
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'
import protocol from 'vscode-languageserver/node.js'
import { repositoryRoot } from './workbench/repositoryRoot.mjs'

const WARM_UP = 20
const EDITS = 200
const file = join(repositoryRoot, 'examples/digits/lenet.ts')
const uri = pathToFileURL(file).href
const original = readFileSync(file, 'utf8')
/** Every edit changes the filters of the first convolution, so that all shapes after it change. */
const edited = number => original.replace(/conv2d\(\d+/, `conv2d(${4 + (number % 8)}`)

const server = await startServer()
const typescript = startTypeScript()
const times = { edit: [], hover: [], typescript: [] }
for (let number = 0; number < WARM_UP + EDITS; number++) {
  const text = edited(number)
  const row = {
    edit: await timed(() => server.edit(text)),
    hover: await timed(() => server.hover(text)),
    typescript: await timed(() => typescript(text)),
  }
  if (number >= WARM_UP) for (const [name, time] of Object.entries(row)) times[name].push(time)
}
await server.stop()

const rows = [
  ['edit → hints and diagnostics', times.edit],
  ['hover, analysis at hand', times.hover],
  ["TypeScript's diagnostics of the edit", times.typescript],
]
console.log(`${EDITS} edits of examples/digits/lenet.ts, ${original.split('\n').length} lines\n`)
console.log(`${''.padEnd(40)}median       95 %`)
for (const [name, list] of rows) console.log(name.padEnd(40) + milliseconds(list, 0.5) + milliseconds(list, 0.95))
const ratio = quantile(times.edit, 0.5) / quantile(times.typescript, 0.5)
console.log(`\nan edit takes ${ratio.toFixed(2)} times as long as TypeScript's own diagnostics of it`)

async function timed(action) {
  const started = performance.now()
  await action()
  return performance.now() - started
}

function quantile(list, share) {
  const sorted = list.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
}

function milliseconds(list, share) {
  return `${quantile(list, share).toFixed(1)} ms`.padStart(8).padEnd(12)
}

/** The language server in a process of its own, with the file open. */
async function startServer() {
  const child = spawn(process.execPath, [join(repositoryRoot, 'dist/server.js'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const { createProtocolConnection, StreamMessageReader, StreamMessageWriter } = protocol
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  )
  let version = 0
  let heard = () => {}
  connection.onNotification('textDocument/publishDiagnostics', diagnostics => {
    if (diagnostics.uri === uri && (diagnostics.version ?? version) === version) heard()
  })
  connection.onRequest('workspace/configuration', ({ items }) => items.map(() => null))
  connection.onRequest('client/registerCapability', () => null)
  connection.onRequest('workspace/inlayHint/refresh', () => null)
  connection.listen()

  const rootUri = pathToFileURL(repositoryRoot).href
  const { capabilities } = await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: 'convolens' }],
    capabilities: { textDocument: { publishDiagnostics: {}, inlayHint: {}, hover: { contentFormat: ['markdown'] } } },
  })
  await connection.sendNotification('initialized', {})
  const textDocument = { uri }
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'typescript', version, text: original },
  })

  const pulls = capabilities.diagnosticProvider !== undefined
  const pull = () => connection.sendRequest('textDocument/diagnostic', { textDocument })
  const nextPush = () =>
    new Promise(resolve => {
      heard = resolve
    })
  return {
    async edit(text) {
      version++
      const pushed = pulls ? undefined : nextPush()
      await connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      })
      const end = { line: text.split('\n').length, character: 0 }
      const range = { start: { line: 0, character: 0 }, end }
      const hints = connection.sendRequest('textDocument/inlayHint', { textDocument, range })
      const [answer] = await Promise.all([hints, pushed ?? pull()])
      if (!(answer?.length > 0)) throw new Error('the server gave no hints')
    },
    async hover(text) {
      const before = text.slice(0, text.indexOf('conv2d(')).split('\n')
      const position = { line: before.length - 1, character: before.at(-1).length + 2 }
      const answer = await connection.sendRequest('textDocument/hover', { textDocument, position })
      if (!answer) throw new Error('the server gave no hover')
    },
    async stop() {
      await connection.sendRequest('shutdown')
      await connection.sendNotification('exit')
      connection.dispose()
    },
  }
}

/** TypeScript's language service with the same file, as the editor runs it. */
function startTypeScript() {
  const settings = ts.readConfigFile(join(repositoryRoot, 'tsconfig.json'), ts.sys.readFile).config
  const { options } = ts.parseJsonConfigFileContent({ ...settings, include: [], files: [file] }, ts.sys, repositoryRoot)
  let text = original
  let version = 0
  const service = ts.createLanguageService({
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getCompilationSettings: () => options,
    getCurrentDirectory: () => repositoryRoot,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    getScriptFileNames: () => [file],
    getScriptVersion: name => (name === file ? String(version) : '0'),
    getScriptSnapshot: name => {
      const content = name === file ? text : ts.sys.readFile(name)
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content)
    },
  })
  return next => {
    text = next
    version++
    return [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)]
  }
}
