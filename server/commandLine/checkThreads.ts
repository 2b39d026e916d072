import { availableParallelism } from 'node:os'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { readCheck } from './checkCommand'
import { type CheckedFile, type FilesToCheck, failed, fileChecker } from './checkFiles'
import { UsageError } from './commandArguments'
import type { Terminal } from './commandLine'

/** Files for which another thread is worth its start. */
const FILES_OF_A_THREAD = 40

interface Share extends FilesToCheck {
  /** The place of the next file that nobody has taken. */
  readonly next: Int32Array
}

/**
 * What the files of `convolens check` yield, found by several threads, each of which takes the next file until none is left; in
 * the order in which the files were named. Undefined where one thread does as well, or the arguments are wrong.
 *
 * @param script what a thread runs: it calls {@link checkShare}
 */
export async function checkInThreads(
  args: readonly string[],
  terminal: Terminal,
  script: string,
): Promise<CheckedFile[] | undefined> {
  const request = requestOf(args, terminal)
  // Fixes of one file may change what another imports: they are made one after the other.
  if (!request || request.fix) return undefined
  const { names, format, fix } = request
  const threads = Math.min(request.threads ?? availableParallelism(), Math.ceil(names.length / FILES_OF_A_THREAD))
  if (threads < 2) return undefined
  const share: Share = { names, format, fix, next: new Int32Array(new SharedArrayBuffer(4)) }
  const checked: CheckedFile[] = []
  let stopped = 'nobody took it'
  const workers = Array.from({ length: threads - 1 }, () => {
    const worker = new Worker(script, { workerData: share })
    worker.on('message', ([place, file]: [number, CheckedFile]) => {
      checked[place] = file
    })
    return new Promise<void>(resolve => {
      worker.on('error', error => {
        stopped = `the thread that did stopped (${error.message})`
      })
      worker.on('exit', () => resolve())
    })
  })
  for (const [place, file] of filesOf(share, terminal)) {
    checked[place] = file
    // What the others tell is taken in.
    await new Promise(resolve => setImmediate(resolve))
  }
  await Promise.all(workers)
  return names.map((name, place) => checked[place] ?? failed(name, stopped))
}

/** Does a thread's share, where this is one that {@link checkInThreads} started. Returns whether it is. */
export function checkShare(terminal: Terminal): boolean {
  if (isMainThread) return false
  for (const message of filesOf(workerData, terminal)) parentPort!.postMessage(message)
  return true
}

function* filesOf(share: Share, terminal: Terminal): Generator<[number, CheckedFile]> {
  const check = fileChecker(share, terminal)
  while (true) {
    const place = Atomics.add(share.next, 0, 1)
    if (place >= share.names.length) return
    yield [place, check(share.names[place])]
  }
}

/** The command itself says what is wrong with its arguments. */
function requestOf(args: readonly string[], terminal: Terminal) {
  try {
    return readCheck(args, terminal)
  } catch (error) {
    if (error instanceof UsageError) return undefined
    throw error
  }
}
