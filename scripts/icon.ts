// Draws icon.png, the extension's picture on the marketplace: a map under a lens. Rerun it to change it.
import { writeFileSync } from 'node:fs'
import { encodePng } from '../engine/jobs/encodePng'

const SIZE = 256
/** Side of the square of pixels that is averaged into one. */
const FINE = 4
const GROUND = [16, 24, 40]
const LENS = [240, 246, 255]
/** From what matters little to what matters most, as the panel draws maps. */
const COLOURS = [
  [48, 18, 59],
  [70, 98, 216],
  [24, 214, 203],
  [164, 252, 60],
  [254, 155, 45],
  [202, 42, 4],
]

const pixels = new Uint8Array(SIZE * SIZE * 3)
for (let y = 0; y < SIZE; y++) {
  for (let x = 0; x < SIZE; x++) {
    const sum = [0, 0, 0]
    for (let i = 0; i < FINE * FINE; i++) {
      const colour = colourAt(x + ((i % FINE) + 0.5) / FINE, y + (Math.floor(i / FINE) + 0.5) / FINE)
      for (let channel = 0; channel < 3; channel++) sum[channel] += colour[channel] / (FINE * FINE)
    }
    pixels.set(sum.map(Math.round), 3 * (y * SIZE + x))
  }
}
writeFileSync(new URL('../icon.png', import.meta.url), encodePng(pixels, SIZE, SIZE))

/** Red, green and blue at a place, each from 0 to 255. */
function colourAt(x: number, y: number): readonly number[] {
  const fromLens = Math.hypot(x - 112, y - 112)
  // The handle, along the diagonal.
  const along = (x + y - 224) / Math.SQRT2
  const across = Math.abs(x - y) / Math.SQRT2
  if (Math.abs(fromLens - 76) < 9 || (along > 80 && along < 140 && across < 13)) return LENS
  const [column, row] = [Math.floor((x - 40) / 24), Math.floor((y - 40) / 24)]
  const inGap = x - (40 + 24 * column) < 1.5 || y - (40 + 24 * row) < 1.5
  return fromLens < 67 && !inGap ? heat(column, row) : GROUND
}

/** A map of 6×6 places that looks up and right of its middle. */
function heat(column: number, row: number): readonly number[] {
  const strength = Math.exp(-((column - 3.2) ** 2 + (row - 2.1) ** 2) / 3.2)
  return COLOURS[Math.min(COLOURS.length - 1, Math.floor(strength * COLOURS.length))]
}
