import { readFileSync } from 'node:fs'
import { zlibSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { encodePng } from './encodePng'
import { readPng } from './readPng'
import expected from './reference/expected.json'

const read = (name: string) =>
  readPng(name, Uint8Array.from(readFileSync(new URL(`./reference/${name}.png`, import.meta.url))))

test.each(Object.entries(expected))('%s is read as libpng reads it', (name, { width, height, pixels }) => {
  const image = read(name)
  expect([image.width, image.height]).toEqual([width, height])
  expect([...image.data]).toEqual(pixels)
})

test('an interlaced picture has its pixels in seven passes', () => {
  // 3×2 grey pixels 10…60: pass 1 holds (0,0), pass 4 (2,0), pass 6 (1,0), pass 7 the second row; the others are empty.
  const lines = Uint8Array.from([0, 10, 0, 30, 0, 20, 0, 40, 50, 60])
  const bytes = encodePng(new Uint8Array(24), 3, 2)
  const picture = spliced(bytes, lines, { depth: 8, colour: 0, interlace: 1 })
  const { data } = readPng('a.png', picture)
  expect([...data].filter((_, index) => index % 4 === 0)).toEqual([10, 20, 30, 40, 50, 60])
})

test('what is written is read back', () => {
  const data = Uint8ClampedArray.from({ length: 4 * 5 * 3 }, (_, index) => (index * 37) % 256)
  expect(readPng('a.png', encodePng(data, 5, 3))).toEqual({ width: 5, height: 3, data })
})

describe('broken files are told', () => {
  const whole = Uint8Array.from(readFileSync(new URL('./reference/colour.png', import.meta.url)))
  test.each([
    ['cut off', whole.slice(0, whole.length - 20), 'a.png is a broken PNG: it is cut off'],
    ['without header', whole.slice(0, 8), 'a.png is a broken PNG: it has no header'],
    ['without rows', spliced(whole, new Uint8Array(3), {}), 'a.png is a broken PNG: rows are missing'],
  ])('%s', (_title, bytes, message) => {
    expect(() => readPng('a.png', bytes)).toThrow(message)
  })
})

/** The file with other bytes for its rows, and other facts in its header. */
function spliced(
  png: Uint8Array,
  lines: Uint8Array,
  { depth = png[24], colour = png[25], interlace = png[28] }: { depth?: number; colour?: number; interlace?: number },
): Uint8Array {
  const packed = zlibSync(lines)
  const body = new Uint8Array(12 + packed.length)
  new DataView(body.buffer).setUint32(0, packed.length)
  body.set(new TextEncoder().encode('IDAT'), 4)
  body.set(packed, 8)
  const file = Uint8Array.from([...png.subarray(0, 33), ...body, ...png.subarray(png.length - 12)])
  file.set([depth, colour], 24)
  file[28] = interlace
  return file
}
