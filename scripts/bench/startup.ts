// How long it takes from the start of a process to the first hints of a file, beside tsserver's first hover on the same file.
import { type ChildProcess, spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { decimals, median, newTimes, printTable, quantile, timed } from './figures'
import { LanguageServer } from './languageServer'
import { MODEL_FILE, projects } from './project'
import { inProjectFolder } from './projectFolder'

const STARTS = 9
const TSSERVER = resolve('node_modules/typescript/lib/tsserver.js')

/** Prints both times, taken by turns. */
export async function startup(): Promise<void> {
  const { name, files } = projects[1]
  const [ours, theirs] = [newTimes(), newTimes()]
  await inProjectFolder(files, async folder => {
    const file = join(folder, MODEL_FILE)
    for (let start = 0; start < STARTS; start++) {
      let server: LanguageServer | undefined
      await timed(ours, async () => {
        server = await LanguageServer.start(folder, file)
        await server.hints()
      })
      await server!.stop()
      let other: ChildProcess | undefined
      await timed(theirs, async () => {
        other = await firstHover(file)
      })
      other!.kill()
    }
  })
  console.log(`Cold start, ${name}: process start → first answer; ${STARTS} starts by turns, by the clock, in ms\n`)
  const row = (what: string, { wall }: { wall: number[] }) => [
    what,
    decimals(median(wall)),
    decimals(quantile(wall, 0.95)),
  ]
  printTable([
    ['', 'median', '95 %'],
    row('the server → first hints', ours),
    row('tsserver → first hover', theirs),
    ['ratio', (median(ours.wall) / median(theirs.wall)).toFixed(2), ''],
  ])
}

/** Starts tsserver as editors do, opens the file and asks what its first name is. */
function firstHover(file: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [TSSERVER, '--disableAutomaticTypingAcquisition'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const send = (command: string, args: object, seq: number) =>
    child.stdin!.write(`${JSON.stringify({ seq, type: 'request', command, arguments: args })}\n`)
  send('open', { file }, 1)
  send('quickinfo', { file, line: 1, offset: 11 }, 2)
  return new Promise(answer => {
    createInterface({ input: child.stdout! }).on('line', line => {
      if (line.startsWith('{') && JSON.parse(line).request_seq === 2) answer(child)
    })
  })
}
