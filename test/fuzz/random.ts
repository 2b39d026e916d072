import { randomNumbers } from '../../engine/weights/randomNumbers'

/** Choices that are the same again for the same text. */
export class Random {
  private readonly next: () => number

  constructor(text: string) {
    this.next = randomNumbers(text)
  }

  /** A whole number from 0, below `count`. */
  below(count: number): number {
    return Math.floor(this.next() * count)
  }

  chance(share: number): boolean {
    return this.next() < share
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!
  }

  bytes(count: number): Uint8Array<ArrayBuffer> {
    return Uint8Array.from({ length: count }, () => this.below(256))
  }
}
