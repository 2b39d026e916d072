import type { PromiseValue } from './values'

interface Timer {
  readonly due: number
  readonly order: number
  readonly run: () => void
}

/** What waits for the code in progress to end, in JavaScript's order: continuations of promises first, then timers. */
export class Jobs {
  /** Promises that something waits for and which nothing has kept or broken yet. */
  readonly waiting = new Set<PromiseValue>()
  private continuations: (() => void)[] = []
  private timers: Timer[] = []
  private time = 0
  private made = 0

  get isEmpty(): boolean {
    return this.size === 0
  }

  get size(): number {
    return this.continuations.length + this.timers.length
  }

  add(run: () => void): void {
    this.continuations.push(run)
  }

  /** Adds a timer; returns its number. Time passes from one timer to the next, never by itself. */
  addTimer(run: () => void, milliseconds: number): number {
    this.made += 1
    this.timers.push({ due: this.time + Math.max(1, milliseconds), order: this.made, run })
    return this.made
  }

  removeTimer(order: number): void {
    this.timers = this.timers.filter(timer => timer.order !== order)
  }

  /** Runs everything that waits, and what that adds, until nothing is left or the condition holds. */
  run(isEnough: () => boolean = () => false): void {
    while (!isEnough()) {
      const continuation = this.continuations.shift()
      if (continuation) continuation()
      else if (this.timers.length > 0) this.runTimer()
      else return
    }
  }

  private runTimer(): void {
    const next = this.timers.reduce((a, b) => (b.due < a.due || (b.due === a.due && b.order < a.order) ? b : a))
    this.removeTimer(next.order)
    this.time = next.due
    next.run()
  }
}
