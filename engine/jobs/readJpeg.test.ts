import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readJpeg } from './readJpeg'
import expected from './reference/jpeg.json'

const bytesOf = (name: string) => Uint8Array.from(readFileSync(new URL(`./reference/${name}.jpg`, import.meta.url)))

/** The colours of a picture, without its alpha. */
function coloursOf(data: Uint8ClampedArray): number[] {
  return [...data].filter((_, i) => i % 4 !== 3)
}

const furthest = (a: readonly number[], b: readonly number[]) =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i])))

test.each(['plain', 'progressive', 'halved', 'greyPhoto'] as const)('%s is what libjpeg reads', name => {
  const { width, height, data } = readJpeg(`${name}.jpg`, bytesOf(name))
  expect([width, height]).toEqual([expected[name].width, expected[name].height])
  // Libraries round the same transforms in different ways.
  expect(furthest(coloursOf(data), expected[name].pixels)).toBeLessThanOrEqual(4)
})

test('a picture that the camera was turned for is upright', () => {
  const { width, height, data } = readJpeg('turned.jpg', bytesOf('turned'))
  const stored = expected.turned
  expect([width, height]).toEqual([stored.height, stored.width])
  const colours = coloursOf(data)
  // Turned by a quarter to the right: what is stored below is at the left.
  const turned = colours.map((_, i) => {
    const [pixel, channel] = [Math.floor(i / 3), i % 3]
    const [x, y] = [pixel % width, Math.floor(pixel / width)]
    return stored.pixels[3 * ((stored.height - 1 - x) * stored.width + y) + channel]
  })
  expect(furthest(colours, turned)).toBeLessThanOrEqual(4)
})

test('every way to hold a camera turns the picture in its own way', () => {
  const bytes = bytesOf('turned')
  const mark = bytes.findIndex((byte, i) => byte === 0x01 && bytes[i + 1] === 0x12) + 9
  const held = (orientation: number) => {
    bytes[mark] = orientation
    return readJpeg('a.jpg', bytes)
  }
  const row = ({ data, width }: { data: Uint8ClampedArray; width: number }, y: number) =>
    Array.from({ length: width }, (_, x) => data[4 * (y * width + x)])
  const [plain, mirrored, over, upsideDown, across, right, acrossBack, left] = [1, 2, 3, 4, 5, 6, 7, 8].map(held)
  const last = plain.height - 1
  expect(row(mirrored, 0)).toEqual(row(plain, 0).reverse())
  expect(row(over, 0)).toEqual(row(plain, last).reverse())
  expect(row(upsideDown, 0)).toEqual(row(plain, last))
  const column = (x: number) => Array.from({ length: plain.height }, (_, y) => row(plain, y)[x])
  expect(row(across, 0)).toEqual(column(0))
  expect(row(right, 0)).toEqual(column(0).reverse())
  expect(row(left, 0)).toEqual(column(plain.width - 1))
  expect(row(acrossBack, 0)).toEqual(column(plain.width - 1).reverse())
})

test.each([
  ['cut off', bytesOf('plain').subarray(0, 200)],
  ['no more than a mark', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])],
])('one that is %s is told', (_what, bytes) => {
  expect(() => readJpeg('a.jpg', bytes)).toThrow(/^a\.jpg is a broken JPEG: /)
})

test('one that promises a hundred thousand pixels a side is not believed', () => {
  const bytes = bytesOf('plain')
  const frame = bytes.findIndex((byte, i) => byte === 0xff && bytes[i + 1] === 0xc0)
  bytes.set([0xff, 0xff, 0xff, 0xff], frame + 5)
  expect(() => readJpeg('a.jpg', bytes)).toThrow(/^a\.jpg is a broken JPEG: /)
})
