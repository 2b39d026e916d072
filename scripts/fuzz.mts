// Tries what others may hand to Convolens with damaged cases: `npm run fuzz -- KIND... [--seed 1] [--from 0] [--count 1000]
// [--seconds 60]`. Every case follows from seed and number alone; faults are written to test-results/fuzz/, with the number to
// repeat them by `--from N --count 1`. Each kind runs in a process of its own, which is ended where one case takes a minute.
import { fork } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import esbuild from 'esbuild'
import type { FuzzReport } from './fuzzCases'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    count: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '600' },
  },
})
const kinds = ['programs', 'sessions', 'messages', 'weights', 'images']
const wanted = positionals.length > 0 ? positionals : kinds
const unknown = wanted.find(name => !kinds.includes(name))
if (unknown !== undefined) {
  console.error(`there is no kind ${unknown}, but ${kinds.join(', ')}`)
  process.exit(2)
}

/** Of faults that read the same, the first few are told one by one. */
const MOST_WRITTEN = 5
/** More than this one case never takes; a process that is silent for so long hangs. */
const HANG_MILLISECONDS = 60_000
process.chdir(join(import.meta.dirname, '..'))
const folder = 'test-results/fuzz'
/** Where a process writes which case it tries, so that it is known also of one that ends it. */
const place = join(folder, `case-${process.pid}`)
mkdirSync(folder, { recursive: true })
// Bundled, since one of the packages is a module for bundlers and browsers only.
const script = join(folder, `cases-${process.pid}.cjs`)
await esbuild.build({
  entryPoints: ['scripts/fuzzCases.ts'],
  outfile: script,
  bundle: true,
  platform: 'node',
  format: 'cjs',
})
let failed = false
for (const kind of wanted) failed = (await run(kind)) || failed
for (const file of [place, script]) rmSync(file, { force: true })
process.exitCode = failed ? 1 : 0

/** Runs the cases of one kind, going on behind a case that ends the process. Resolves to whether there were faults. */
async function run(kind: string): Promise<boolean> {
  const end = Date.now() + Number(values.seconds) * 1000
  const last = Number(values.from) + Number(values.count)
  const faults = new Map<string, number>()
  let [next, slowest, megabytes] = [Number(values.from), 0, 0]
  while (next < last && Date.now() < end) {
    if ((await runProcess(kind, next, last, end, take)) === undefined) break
    next = Number(readFileSync(place, 'utf8'))
    // A machine that does much else may let a process wait for a minute; what is at fault ends the next one too.
    const ended = await runProcess(kind, next, next + 1, Number.POSITIVE_INFINITY, take)
    if (ended !== undefined) note(next++, ended)
  }
  const count = next - Number(values.from)
  console.log(
    `${kind}: ${count} cases of seed ${values.seed}, ${[...faults.values()].reduce((a, b) => a + b, 0)} faults of ${faults.size} kinds; slowest case ${(slowest / 1000).toFixed(2)} s, memory at most ${megabytes} MB`,
  )
  return faults.size > 0

  function take(report: FuzzReport): void {
    next = report.done
    slowest = Math.max(slowest, report.slowest)
    megabytes = Math.max(megabytes, report.megabytes)
    for (const { number, fault, input } of report.faults) note(number, fault, input)
  }

  function note(number: number, what: string, input: string | Uint8Array = ''): void {
    faults.set(what, (faults.get(what) ?? 0) + 1)
    if (faults.get(what)! > MOST_WRITTEN) return
    console.log(`${kind} ${number}: ${what}`)
    const extension = typeof input === 'string' ? 'txt' : 'bin'
    writeFileSync(join(folder, `${kind}-${values.seed}-${number}.${extension}`), input)
  }
}

/** Runs cases in a process; resolves to why it ended before its time, if it did. */
function runProcess(
  kind: string,
  from: number,
  to: number,
  end: number,
  report: (report: FuzzReport) => void,
): Promise<string | undefined> {
  const execArgv = ['--max-old-space-size=768']
  const args = [kind, values.seed, from, to, end, place].map(String)
  // The reader of HDF5 writes a page on every broken file.
  const child = fork(script, args, {
    execArgv,
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'ignore', 'ipc'],
  })
  return new Promise(resolve => {
    let hung: ReturnType<typeof setTimeout>
    const watch = () => {
      clearTimeout(hung)
      hung = setTimeout(() => {
        child.kill('SIGKILL')
        resolve(`no end within ${HANG_MILLISECONDS / 1000} s`)
      }, HANG_MILLISECONDS)
    }
    watch()
    child.on('message', (message: FuzzReport) => {
      watch()
      report(message)
    })
    child.on('exit', (code, signal) => {
      clearTimeout(hung)
      resolve(code === 0 ? undefined : `the process ended with ${signal ?? code}`)
    })
  })
}
