import { unzlibSync } from 'fflate'
import { EngineError } from '../engineError'
import type { Image } from '../requests'
import { joinBytes } from './joinBytes'

/** Samples of a pixel, by the file's type of colour: grey, colour, palette, grey with alpha, colour with alpha. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/** More pixels than this are no picture for a network. */
const MOST_PIXELS = 2 ** 26

/** Where the passes of an interlaced picture start, and how far apart their pixels are: column, row, and both steps. */
const ADAM7 = [
  ...[[0, 0, 8, 8] as const, [4, 0, 8, 8] as const, [0, 4, 4, 8] as const, [2, 0, 4, 4] as const],
  ...[[0, 2, 2, 4] as const, [1, 0, 2, 2] as const, [0, 1, 1, 2] as const],
]

interface Header {
  readonly width: number
  readonly height: number
  readonly depth: number
  readonly colour: number
}

/**
 * The pixels of a PNG file, of every type of colour and depth, interlaced or not; of 16 bits the upper 8 are kept, and colour
 * profiles and gamma are left aside. Checksums are not looked at.
 *
 * Throws {@link EngineError} `wrong-image` for a file that is cut off or broken.
 * Source  W3C, Portable Network Graphics, third edition, §§7–11, https://www.w3.org/TR/png-3
 */
export function readPng(file: string, bytes: Uint8Array): Image {
  try {
    return decode(bytes)
  } catch (error) {
    const message = `${file} is a broken PNG: ${(error as Error).message}`
    throw new EngineError('wrong-image', message, 'Save the picture again.', { cause: error })
  }
}

function decode(bytes: Uint8Array): Image {
  const chunks = chunksOf(bytes)
  const header = readHeader(chunks)
  const { width, height, colour } = header
  const body = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)
  const interlaced = chunks[0].data[12] === 1
  const lines = unzlibSync(joinBytes(body))
  const palette = chunks.find(({ type }) => type === 'PLTE')?.data
  if (colour === 3 && palette === undefined) throw new Error('it has no palette')
  const paint = painter(header, palette, chunks.find(({ type }) => type === 'tRNS')?.data)
  const data = new Uint8ClampedArray(4 * width * height)
  let at = 0
  for (const [left, top, across, down] of interlaced ? ADAM7 : [[0, 0, 1, 1] as const]) {
    const columns = Math.ceil((width - left) / across)
    const rows = Math.ceil((height - top) / down)
    if (columns <= 0 || rows <= 0) continue
    at = unfilter(lines, at, columns, rows, header, (samples, row) => {
      for (let column = 0; column < columns; column++) {
        paint(samples, column, data, 4 * ((top + row * down) * width + left + column * across))
      }
    })
  }
  return { width, height, data }
}

function chunksOf(bytes: Uint8Array): { type: string; data: Uint8Array }[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const chunks: { type: string; data: Uint8Array }[] = []
  for (let at = 8; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at)
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (at + 12 + length > bytes.length) throw new Error('it is cut off')
    chunks.push({ type, data: bytes.subarray(at + 8, at + 8 + length) })
    at += 12 + length
  }
  return chunks
}

function readHeader([first]: { type: string; data: Uint8Array }[]): Header {
  if (first?.type !== 'IHDR' || first.data.length < 13) throw new Error('it has no header')
  const view = new DataView(first.data.buffer, first.data.byteOffset)
  const [width, height] = [view.getUint32(0), view.getUint32(4)]
  const [depth, colour] = [first.data[8], first.data[9]]
  if (width * height === 0 || width * height > MOST_PIXELS) throw new Error(`it has ${width}×${height} pixels`)
  if (!(colour in SAMPLES) || ![1, 2, 4, 8, 16].includes(depth)) throw new Error('its type of colour is unknown')
  return { width, height, depth, colour }
}

/** Undoes the filters of the rows of one pass and hands each row's bytes on; returns where the next pass starts. */
function unfilter(
  lines: Uint8Array,
  start: number,
  columns: number,
  rows: number,
  { depth, colour }: Header,
  use: (row: Uint8Array, number: number) => void,
): number {
  const bits = depth * SAMPLES[colour]
  const length = Math.ceil((columns * bits) / 8)
  const pixel = Math.max(1, bits / 8)
  if (start + rows * (length + 1) > lines.length) throw new Error('rows are missing')
  let before = new Uint8Array(length)
  let at = start
  for (let row = 0; row < rows; row++) {
    const filter = lines[at]
    const line = lines.slice(at + 1, at + 1 + length)
    if (filter > 4) throw new Error(`row ${row} has the unknown filter ${filter}`)
    for (let i = 0; i < length; i++) {
      const left = i < pixel ? 0 : line[i - pixel]
      const corner = i < pixel ? 0 : before[i - pixel]
      line[i] += predicted(filter, left, before[i], corner)
    }
    use(line, row)
    before = line
    at += length + 1
  }
  return at
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  if (filter === 0) return 0
  if (filter === 1) return left
  if (filter === 2) return above
  if (filter === 3) return (left + above) >> 1
  const [toLeft, toAbove, toCorner] = [above - corner, left - corner, left + above - 2 * corner].map(Math.abs)
  if (toLeft <= toAbove && toLeft <= toCorner) return left
  return toAbove <= toCorner ? above : corner
}

type Paint = (row: Uint8Array, column: number, into: Uint8ClampedArray, at: number) => void

/** Writes one pixel of a row as red, green, blue and alpha. */
function painter({ depth, colour }: Header, palette: Uint8Array | undefined, clear: Uint8Array | undefined): Paint {
  const samples = SAMPLES[colour]
  const most = 2 ** Math.min(depth, 8) - 1
  const read = (row: Uint8Array, index: number) => {
    if (depth === 8) return row[index]
    if (depth === 16) return row[2 * index]
    const bit = index * depth
    return (row[bit >> 3] >> (8 - depth - (bit & 7))) & most
  }
  // The one colour that is clear, where a picture without alpha has one: its numbers are of 16 bits.
  const isClear = (row: Uint8Array, first: number, count: number) => {
    if (clear === undefined || clear.length < 2 * count) return false
    return Array.from({ length: count }, (_, i) => i).every(i => {
      const low = depth === 16 ? row[2 * (first + i) + 1] === clear[2 * i + 1] : true
      return low && read(row, first + i) === clear[2 * i + (depth === 16 ? 0 : 1)]
    })
  }
  return (row, column, into, at) => {
    const first = column * samples
    if (colour === 3) {
      const entry = read(row, first)
      for (let i = 0; i < 3; i++) into[at + i] = palette![3 * entry + i] ?? 0
      into[at + 3] = clear?.[entry] ?? 255
      return
    }
    const isGrey = samples < 3
    for (let i = 0; i < 3; i++) into[at + i] = (read(row, first + (isGrey ? 0 : i)) * 255) / most
    const hasAlpha = colour === 4 || colour === 6
    into[at + 3] = hasAlpha ? read(row, first + samples - 1) : isClear(row, first, samples) ? 0 : 255
  }
}
