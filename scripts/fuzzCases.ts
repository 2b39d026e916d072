/** The process in which `fuzz.ts` tries cases of one kind; tells what it has done, and writes down at which case it is. */
import { openSync, writeSync } from 'node:fs'
import type { Trial, Tried } from '../test/fuzz/fuzzKind'
import { kinds } from '../test/fuzz/kinds'
import { Random } from '../test/fuzz/random'

export interface FuzzReport {
  /** The number of the next case. */
  readonly done: number
  /** Milliseconds of the slowest case since the last report. */
  readonly slowest: number
  readonly megabytes: number
  readonly faults: readonly { readonly number: number; readonly fault: string; readonly input: string | Uint8Array }[]
}

/** A case that takes the processor for longer is a fault. */
const MOST_MILLISECONDS = 1000

const [kind, seed, from, to, end, place] = process.argv.slice(2) as [keyof typeof kinds, ...string[]]
const file = openSync(place!, 'w')
let trial: Trial
let [number, slowest] = [Number(from), 0]
let faults: FuzzReport['faults'][number][] = []
let told = 0
void main()

async function main(): Promise<void> {
  trial = await kinds[kind].start()
  for (; number < Number(to) && Date.now() < Number(end); number++) {
    if (Date.now() - told > 5000) tell()
    writeSync(file, String(number), 0)
    const [{ input, fault }, milliseconds] = await timed(number)
    // What is slow once may have met the compiler or another program's turn.
    const time = milliseconds > MOST_MILLISECONDS ? (await timed(number))[1] : milliseconds
    slowest = Math.max(slowest, time)
    const slow = time > MOST_MILLISECONDS ? 'takes longer than a second' : undefined
    if (fault ?? slow) faults.push({ number, fault: (fault ?? slow)!, input })
  }
  tell()
  await trial.end()
  process.disconnect()
}

/** A case, and its time: of a machine that does other things too, the shorter of the processor's and the clock's. */
async function timed(number: number): Promise<[Tried, number]> {
  const started = [process.cpuUsage(), Date.now()] as const
  const tried = await attempt(number)
  const { user, system } = process.cpuUsage(started[0])
  return [tried, Math.min((user + system) / 1000, Date.now() - started[1])]
}

async function attempt(number: number): Promise<Tried> {
  try {
    return await trial.try(new Random(`${seed}/${number}`))
  } catch (error) {
    return { input: '', fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

function tell(): void {
  const megabytes = Math.round(process.memoryUsage().rss / 2 ** 20)
  process.send!({ done: number, slowest, megabytes, faults } satisfies FuzzReport)
  told = Date.now()
  slowest = 0
  faults = []
}
