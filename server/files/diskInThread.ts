import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'
import { type Disk, LATER, type Later } from './fileSystem'
import { SOURCE_ENDING } from './sourceNames'

/** What the thread of the disk is started with. */
export interface DiskThreadData {
  readonly port: import('node:worker_threads').MessagePort
  /** How often the thread said something: that it is there, and each answer. It wakes who waits for that. */
  readonly said: Int32Array
}

export interface DiskQuestion {
  readonly kind: 'readFile' | 'fileExists' | 'directoryExists' | 'list' | 'realPath'
  readonly path: string
}

/** Milliseconds that the thread may take to start, before it counts as a disk that takes its time. */
const START = 2_000
/**
 * Milliseconds for which everybody else is kept waiting for the disk: so many at most, and in the long run a share of the time.
 * Answers that take less than `unnoticed` do not count.
 */
const PATIENCE = { most: 500, share: 0.1, unnoticed: 10 }
/** Milliseconds from an answer that came late until that is told: others come with it. */
const GATHER = 50

/**
 * A disk that is read by a thread of its own. What that does not know within the time that others can wait is answered with
 * {@link LATER}; the thread goes on with it, and {@link onArrival} tells once it is known. So a folder on a slow network, or on
 * one that is gone, costs what lies in it and nothing else.
 */
export class DiskInThread implements Disk {
  private readonly port
  private readonly said = new Int32Array(new SharedArrayBuffer(4))
  /** Of the thread's sayings, those that were taken in. */
  private heard = 0
  private thread: Worker | undefined
  /** What the thread is at. */
  private asked: DiskQuestion | undefined
  /** Whether somebody gave up waiting for that. */
  private isLate = false
  /** What is asked for after that, the last first. */
  private readonly waiting = new Map<string, DiskQuestion>()
  /** What came too late for who asked. It stays until it changes, so that asking once more is enough. */
  private readonly late = new Map<string, unknown>()
  private patience = PATIENCE.most
  private lastWait = performance.now()
  private arrived: () => void = () => {}
  private telling: ReturnType<typeof setTimeout> | undefined

  /**
   * @param script what the thread runs: `disk.ts`
   * @param direct asked in the thread's stead where no thread can be started
   */
  constructor(
    script: string,
    private readonly direct: Disk,
  ) {
    const { port1, port2 } = new MessageChannel()
    this.port = port1
    const workerData: DiskThreadData = { port: port2, said: this.said }
    this.thread = new Worker(script, { workerData, transferList: [port2] })
    this.thread.on('error', () => this.end())
    this.thread.on('exit', () => this.end())
    port1.on('message', answer => this.take(answer))
    // The server ends with its client, whatever the disk does.
    this.thread.unref()
    port1.unref()
  }

  /** Calls back whenever answers are known that were {@link LATER} before. */
  onArrival(arrived: () => void): void {
    this.arrived = arrived
  }

  readFile(path: string): string | undefined | Later {
    return this.ask({ kind: 'readFile', path })
  }

  fileExists(path: string): boolean | Later {
    return this.ask({ kind: 'fileExists', path })
  }

  directoryExists(path: string): boolean | Later {
    return this.ask({ kind: 'directoryExists', path })
  }

  list(path: string): ReturnType<Disk['list']> {
    return this.ask({ kind: 'list', path })
  }

  realPath(path: string): string | Later {
    return this.ask({ kind: 'realPath', path })
  }

  changed(path: string): void {
    for (const key of this.late.keys()) {
      const known = key.slice(key.indexOf(' ') + 1)
      if (known === path || known.startsWith(`${path}/`) || path.startsWith(`${known}/`)) this.late.delete(key)
    }
    // What the thread is just reading may be half of the old and half of the new.
    if (this.asked?.path === path) this.waiting.set(keyOf(this.asked), this.asked)
  }

  private ask<Kind extends DiskQuestion['kind']>(question: DiskQuestion & { kind: Kind }): ReturnType<Disk[Kind]> {
    type Answer = ReturnType<Disk[Kind]>
    const key = keyOf(question)
    if (this.late.has(key)) {
      const answer = this.late.get(key)
      // Who asks for a program keeps what it needs of that: memory does not grow with the files that were ever read.
      if (SOURCE_ENDING.test(question.path) && question.kind === 'readFile') this.late.delete(key)
      return answer as Answer
    }
    if (!this.thread) return this.direct[question.kind](question.path) as Answer
    const isNew = !this.waiting.has(key) && (this.asked === undefined || keyOf(this.asked) !== key)
    if (isNew) this.waiting.set(key, question)
    if (isNew && !this.isLate) {
      this.waitFor(key)
      if (this.late.has(key)) {
        const answer = this.late.get(key)
        this.late.delete(key)
        return answer as Answer
      }
      this.isLate = true
      this.askNext()
    }
    return LATER as Answer
  }

  /** Waits, as long as there is patience, until the thread has answered. */
  private waitFor(key: string): void {
    if (this.heard === 0) this.wait(START)
    const started = performance.now()
    this.patience = Math.min(PATIENCE.most, this.patience + (started - this.lastWait) * PATIENCE.share)
    let left = this.patience
    while (left > 0 && !this.late.has(key)) {
      this.askNext()
      this.wait(left)
      for (let told = receiveMessageOnPort(this.port); told; told = receiveMessageOnPort(this.port))
        this.note(told.message)
      left = this.patience - (performance.now() - started)
    }
    if (this.patience - left > PATIENCE.unnoticed) this.patience = Math.max(0, left)
    this.lastWait = performance.now()
  }

  private wait(milliseconds: number): void {
    Atomics.wait(this.said, 0, this.heard, milliseconds)
    this.heard = Atomics.load(this.said, 0)
  }

  private askNext(): void {
    if (this.asked || this.waiting.size === 0) return
    const [key, question] = [...this.waiting].at(-1)!
    this.waiting.delete(key)
    this.asked = question
    this.port.postMessage(question)
  }

  /** What arrives while nobody waits. */
  private take(answer: unknown): void {
    this.heard = Atomics.load(this.said, 0)
    this.note(answer)
    this.askNext()
    this.tellSoon()
  }

  private note(answer: unknown): void {
    const key = keyOf(this.asked!)
    this.asked = undefined
    this.isLate = false
    if (!this.waiting.has(key)) this.late.set(key, answer)
  }

  private tellSoon(): void {
    this.telling ??= setTimeout(() => {
      this.telling = undefined
      this.arrived()
    }, GATHER)
  }

  private end(): void {
    this.thread = undefined
    this.tellSoon()
  }
}

function keyOf({ kind, path }: DiskQuestion): string {
  return `${kind} ${path}`
}
