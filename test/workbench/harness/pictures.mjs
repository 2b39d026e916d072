import { deflateSync } from 'node:zlib'

/** A PNG of one colour, given as red, green and blue of 0…255, with 8 or 16 bits a channel. */
export function plainPng(width, height, colour, bitDepth = 8) {
  const sample = value => (bitDepth === 16 ? [value, value] : [value])
  const row = Buffer.from([0, ...Array.from({ length: width }, () => colour.flatMap(sample)).flat()])
  return png(width, height, [bitDepth, 2], row)
}

/** A whole PNG of so many white pixels, of one bit each: a hundred megapixels take some kilobytes. */
export function hugePng(width, height) {
  return png(width, height, [1, 0], Buffer.from([0, ...new Uint8Array(Math.ceil(width / 8)).fill(0xff)]))
}

/** Every row is the same: a filter byte, then the samples. */
function png(width, height, [bitDepth, colourType], row) {
  const header = Buffer.from([...new Uint8Array(8), bitDepth, colourType, 0, 0, 0])
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

/** A GIF of 1×1 pixel that shows one colour, then another. */
export function animatedGif() {
  const frame = index => [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, index === 0 ? 0x44 : 0x4c, 1, 0]
  const head = [...Buffer.from('GIF89a'), 1, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 0, 0, 255]
  return Buffer.from([...head, ...frame(0), ...frame(1), 0x3b])
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeInt32BE(crc(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}

/** Bit by bit, as annex D of the PNG specification defines it. */
function crc(bytes) {
  let value = 0xffffffff
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  }
  return ~value
}
