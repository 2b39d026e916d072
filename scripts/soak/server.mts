// Types, opens and closes in the real language server for a while: `npm run soak -- server [minutes] [seed]`. Needs a build.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
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
import { mutateProgram } from '../../test/fuzz/mutateProgram'
import { Random } from '../../test/fuzz/random'
import { seedPrograms } from '../../test/fuzz/seedPrograms'
import { type Look, tellCourses, tellLook } from '../../test/soak/looks'
import { megabytesOf, openFilesOf } from '../../test/soak/processes'

const [minutes = '10', seed = '1'] = process.argv.slice(2)
const random = new Random(`soak ${seed}`)
/** The program that users run: a bundle made here would hold TypeScript whole, and take twice the memory. */
const script = resolve('dist/server.js')
const folder = mkdtempSync(join(tmpdir(), 'convolens-soak-'))
const programs = Object.entries(seedPrograms()).filter(([name]) => /\.[jt]s$/.test(name))
for (const [name, text] of programs) {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), text)
}

/** The collector works when it likes, so that resident memory goes up and down by tens of megabytes. */
const QUANTITIES = [
  { name: 'resident MB', slack: 20 },
  { name: 'open files', slack: 2 },
]
const SECONDS_BETWEEN_LOOKS = 20

const server = spawn(process.execPath, [script, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
server.once('exit', (code, signal) => fail(`the server ended with ${code ?? signal}`))
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
const looks: Look[] = []
const start = Date.now()
let [edits, opened] = [0, 0]
for (let next = SECONDS_BETWEEN_LOOKS; Date.now() < start + Number(minutes) * 60_000; ) {
  await step()
  if (Date.now() < start + next * 1000) continue
  next += SECONDS_BETWEEN_LOOKS
  const look = { 'resident MB': megabytesOf(server.pid!), 'open files': openFilesOf(server.pid!) }
  looks.push(look)
  tellLook(QUANTITIES, look, (Date.now() - start) / 60_000)
}
console.log(`${edits} edits, ${opened} files opened`)
tellCourses(QUANTITIES, looks)
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
    await answered(connection.sendRequest(InlayHintRequest.type, { textDocument, range }))
  }
  const position = { line: random.below(document.text.split('\n').length), character: random.below(40) }
  await answered(connection.sendRequest(HoverRequest.type, { textDocument, position }))
  await answered(connection.sendRequest(CompletionRequest.type, { textDocument, position }))
  if (random.chance(0.1)) {
    writeFileSync(join(folder, name), original)
    await connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [{ uri, type: 2 }] })
  }
}

/** A request that takes a minute is a fault, and so is one that ends the server: what is open is kept, to look for the reason. */
async function answered(answer: Promise<unknown>): Promise<void> {
  const patience = setTimeout(() => fail('a request was not answered within a minute'), 60_000)
  await answer.finally(() => clearTimeout(patience))
}

function fail(what: string): never {
  // Not by a name that says it was a program that can be parsed.
  const file = join('test-results/soak', 'unanswered.txt')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, [...open].map(([uri, { text }]) => `${uri}\n\n${text}\n\n`).join(''))
  console.error(`${what}; the texts of the open documents are in ${file}`)
  server.removeAllListeners('exit').kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
  process.exit(1)
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
