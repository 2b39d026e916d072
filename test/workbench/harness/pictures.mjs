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

/**
 * A JPEG of 8×8 pixels of one colour in the four inks of a press, each 0 to 255, stored inverted as Photoshop does.
 * A single block a component whose only coefficient is its mean (ITU T.81, annexes B and F).
 */
export function inkJpeg(inks) {
  const segment = (marker, ...bytes) => [0xff, marker, (bytes.length + 2) >> 8, (bytes.length + 2) & 255, ...bytes]
  const components = [1, 2, 3, 4]
  let bits = ''
  for (const ink of inks) {
    const mean = 255 - ink - 128
    const category = mean === 0 ? 0 : Math.floor(Math.log2(Math.abs(mean))) + 1
    const amplitude = mean > 0 ? mean : mean + 2 ** category - 1
    bits +=
      category.toString(2).padStart(4, '0') + (category === 0 ? '' : amplitude.toString(2).padStart(category, '0'))
    // The end of the block.
    bits += '0'
  }
  bits = bits.padEnd(Math.ceil(bits.length / 8) * 8, '1')
  const scan = bits.match(/.{8}/g).flatMap(byte => (byte === '11111111' ? [255, 0] : [Number.parseInt(byte, 2)]))
  const lengths = counts => Array.from({ length: 16 }, (_, index) => counts[index + 1] ?? 0)
  return Buffer.from([
    ...[0xff, 0xd8],
    ...segment(0xee, ...Buffer.from('Adobe'), 0, 100, 0, 0, 0, 0, 0),
    ...segment(0xdb, 0, ...new Array(64).fill(8)),
    ...segment(0xc0, 8, 0, 8, 0, 8, 4, ...components.flatMap(id => [id, 0x11, 0])),
    // Nine categories of four bits each, and the end of a block in one bit.
    ...segment(0xc4, 0x00, ...lengths({ 4: 9 }), 0, 1, 2, 3, 4, 5, 6, 7, 8),
    ...segment(0xc4, 0x10, ...lengths({ 1: 1 }), 0),
    ...segment(0xda, 4, ...components.flatMap(id => [id, 0]), 0, 63, 0),
    ...scan,
    ...[0xff, 0xd9],
  ])
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
