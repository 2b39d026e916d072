import { zlibSync } from 'fflate'
import type { Image } from '../requests'
import { joinBytes } from './joinBytes'

/**
 * The bytes of a PNG file: 8 bits a sample, red, green, blue and alpha.
 *
 * Source  W3C, Portable Network Graphics, third edition, §§5, 7, 11, https://www.w3.org/TR/png-3
 */
export function writePng({ width, height, data }: Image): Uint8Array<ArrayBuffer> {
  const lines = new Uint8Array(height * (4 * width + 1))
  for (let row = 0; row < height; row++) {
    // In front of every row stands how it is filtered: not at all.
    lines.set(data.subarray(4 * width * row, 4 * width * (row + 1)), row * (4 * width + 1) + 1)
  }
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  header.set([8, 6], 8)
  return joinBytes([SIGNATURE, chunk('IHDR', header), chunk('IDAT', zlibSync(lines)), chunk('IEND', new Uint8Array())])
}

const SIGNATURE = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, data.length)
  bytes.set(new TextEncoder().encode(type), 4)
  bytes.set(data, 8)
  view.setUint32(8 + data.length, checksum(bytes.subarray(4, 8 + data.length)))
  return bytes
}

/** CRC-32 of ISO 3309, as §5.5 has it. */
function checksum(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return ~crc >>> 0
}
