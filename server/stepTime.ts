/**
 * The time that the steps of one request may take together. Another step begins where one as long as the longest so far still
 * ends in time, so that a request is not much longer than that whatever a file holds; what is left out is offered no more.
 */
export class StepTime {
  private readonly end: number
  private begun: number | undefined
  private longest = 0

  constructor(
    milliseconds: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.end = now() + milliseconds
  }

  /** Whether another step may begin. It lasts until the next one is asked for. */
  begin(): boolean {
    const now = this.now()
    if (this.begun !== undefined) this.longest = Math.max(this.longest, now - this.begun)
    this.begun = now
    return now + this.longest <= this.end
  }
}
