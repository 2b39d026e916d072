// Types, opens and closes in the real language server for a while: `npm run soak -- [minutes] [seed]`, ten minutes at first.
// Every twenty seconds it tells the memory and the open files of the server's process (on Linux), and at the end whether
// the second half of the time took more than the first.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import esbuild from 'esbuild'
import {
  CompletionRequest,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  InlayHintRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node.js'
import { mutateProgram } from '../test/fuzz/mutateProgram'
import { Random } from '../test/fuzz/random'
import { seedPrograms } from '../test/fuzz/seedPrograms'

process.chdir(join(import.meta.dirname, '..'))
const [minutes = '10', seed = '1'] = process.argv.slice(2)
const random = new Random(`soak ${seed}`)
const folder = mkdtempSync(join(tmpdir(), 'convolens-soak-'))
const script = join(folder, 'server.cjs')
await esbuild.build({ entryPoints: ['server/main.ts'], outfile: script, bundle: true, platform: 'node', format: 'cjs' })
const programs = Object.entries(seedPrograms()).filter(([name]) => /\.[jt]s$/.test(name))
for (const [name, text] of programs) {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), text)
}

const server = spawn(process.execPath, [script, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
server.once('exit', code => {
  console.error(`the server ended with ${code}`)
  process.exit(1)
})
const connection = createProtocolConnection(
  new StreamMessageReader(server.stdout),
  new StreamMessageWriter(server.stdin),
)
connection.listen()
const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: 'soak' }]
await connection.sendRequest(InitializeRequest.type, {
  processId: null,
  rootUri: null,
  capabilities: {},
  workspaceFolders,
})
await connection.sendNotification(InitializedNotification.type, {})

const open = new Map<string, { text: string; version: number }>()
const samples: { megabytes: number; files: number }[] = []
const end = Date.now() + Number(minutes) * 60_000
let [edits, opened, next] = [0, 0, Date.now() + 20_000]
while (Date.now() < end) {
  await step()
  if (Date.now() < next) continue
  next += 20_000
  sample()
}
const half = Math.floor(samples.length / 2)
const mean = (part: typeof samples, key: 'megabytes' | 'files') =>
  part.reduce((sum, each) => sum + each[key], 0) / part.length
for (const key of ['megabytes', 'files'] as const) {
  const [first, second] = [mean(samples.slice(1, half), key), mean(samples.slice(half), key)]
  console.log(`${key}: ${first.toFixed(1)} in the first half, ${second.toFixed(1)} in the second`)
}
server.removeAllListeners('exit').kill()
rmSync(folder, { recursive: true, force: true })

/** One thing that a person does, answered before the next. */
async function step(): Promise<void> {
  const [name, original] = random.pick(programs)
  const uri = pathToFileURL(join(folder, name)).href
  const document = open.get(uri)
  if (!document || open.size < 2) {
    if (document) return
    opened += 1
    open.set(uri, { text: original, version: 1 })
    const languageId = name.endsWith('.js') ? 'javascript' : 'typescript'
    const textDocument = { uri, languageId, version: 1, text: original }
    await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument })
    // A person has some files open, not all.
    if (open.size > 5) await close(random.pick([...open.keys()]))
    return
  }
  const textDocument = { uri }
  for (let keys = 1 + random.below(30); keys > 0; keys--) {
    const damaged = random.chance(0.1) ? mutateProgram(original, [original], random) : typed(document.text)
    document.text = random.chance(0.05) ? original : damaged.slice(0, 20_000)
    edits += 1
    const versioned = { uri, version: ++document.version }
    const contentChanges = [{ text: document.text }]
    await connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: versioned,
      contentChanges,
    })
    const lines = document.text.split('\n')
    const range = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } }
    await connection.sendRequest(InlayHintRequest.type, { textDocument, range })
  }
  const position = { line: random.below(document.text.split('\n').length), character: random.below(40) }
  await connection.sendRequest(HoverRequest.type, { textDocument, position })
  await connection.sendRequest(CompletionRequest.type, { textDocument, position })
  if (random.chance(0.1)) {
    writeFileSync(join(folder, name), original)
    await connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [{ uri, type: 2 }] })
  }
}

async function close(uri: string): Promise<void> {
  open.delete(uri)
  await connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } })
}

/** A character more somewhere, or one less. */
function typed(text: string): string {
  const at = random.below(text.length + 1)
  return random.chance(0.4)
    ? text.slice(0, at) + text.slice(at + 1)
    : text.slice(0, at) + random.pick([...'(){}.,1a= \n']) + text.slice(at)
}

function sample(): void {
  const status = readFileSync(`/proc/${server.pid}/status`, 'utf8')
  const megabytes = Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024)
  const files = readdirSync(`/proc/${server.pid}/fd`).length
  samples.push({ megabytes, files })
  console.log(`${edits} edits, ${opened} files opened: ${megabytes} MB, ${files} open files of the process`)
}
