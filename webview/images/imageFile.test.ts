import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fileSizeProblem, imageFileProblem, readImageHeader } from './imageFile'

const digit = new Uint8Array(readFileSync(new URL('../../examples/digits/images/0-01.png', import.meta.url)))

describe('sizes in the header', () => {
  test('of a real PNG', () => {
    expect(readImageHeader(digit)).toEqual({ format: 'PNG', width: 28, height: 28 })
  })

  test('of a GIF, least significant byte first', () => {
    const bytes = Uint8Array.from([...ascii('GIF89a'), 0x02, 0x01, 0x03, 0x00, 0, 0])
    expect(readImageHeader(bytes)).toEqual({ format: 'GIF', width: 258, height: 3 })
  })

  test('of a JPEG, behind its other segments and fill bytes', () => {
    const exif = [0xff, 0xe1, 0, 6, 1, 2, 3, 4]
    const frame = [0xff, 0xff, 0xc2, 0, 17, 8, 0x01, 0x00, 0x02, 0x00, 3, 0]
    expect(readImageHeader(Uint8Array.from([0xff, 0xd8, ...exif, ...frame]))).toEqual({
      ...{ format: 'JPEG', width: 512, height: 256, channels: 3 },
    })
  })

  test('of a JPEG without a frame are not known', () => {
    expect(readImageHeader(Uint8Array.from([0xff, 0xd8, 0xff, 0xd9]))).toEqual({ format: 'JPEG' })
  })

  test('of a BMP that is stored from the top, whose height is negative', () => {
    const bytes = new Uint8Array(26)
    bytes.set(ascii('BM'))
    new DataView(bytes.buffer).setInt32(18, 640, true)
    new DataView(bytes.buffer).setInt32(22, -480, true)
    expect(readImageHeader(bytes)).toEqual({ format: 'BMP', width: 640, height: 480 })
  })

  test('of an extended WebP', () => {
    const bytes = new Uint8Array(30)
    bytes.set([...ascii('RIFF'), 0, 0, 0, 0, ...ascii('WEBPVP8X')])
    bytes.set([0xff, 0x03, 0x00, 0x57, 0x02, 0x00], 24)
    expect(readImageHeader(bytes)).toEqual({ format: 'WebP', width: 1024, height: 600 })
  })

  test('of a lossless WebP', () => {
    const bytes = new Uint8Array(30)
    bytes.set([...ascii('RIFF'), 0, 0, 0, 0, ...ascii('WEBPVP8L')])
    new DataView(bytes.buffer).setUint32(21, (320 - 1) | ((200 - 1) << 14), true)
    expect(readImageHeader(bytes)).toEqual({ format: 'WebP', width: 320, height: 200 })
  })
})

describe('what speaks against a file', () => {
  test('nothing against a real picture', () => {
    expect(imageFileProblem('0.png', digit)).toBeUndefined()
  })

  test('a PNG that breaks off', () => {
    const half = digit.subarray(0, digit.length >> 1)
    expect(imageFileProblem('0.png', half)?.message).toBe('0.png is a truncated PNG file: its end is missing')
  })

  test('a JPEG that breaks off', () => {
    const bytes = Uint8Array.from([0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 16, 0, 16, 1, 1, 1, 1, 0, 0, 0, 0, 0])
    expect(imageFileProblem('cat.jpg', bytes)?.message).toBe('cat.jpg is a truncated JPEG file: its end is missing')
  })

  test('a text named like a picture', () => {
    const text = new TextEncoder().encode('milk, bread, eggs\n')
    expect(imageFileProblem('list.jpg', text)?.message).toBe('list.jpg is not a picture: its content is text')
  })

  test('bytes of no known format', () => {
    expect(imageFileProblem('x.png', Uint8Array.from([0, 1, 2, 3]))?.message).toBe(
      'x.png is not a picture: its content is none of the known picture formats',
    )
  })

  test('an empty file', () => {
    expect(imageFileProblem('x.png', new Uint8Array())?.message).toBe('x.png is empty')
  })

  test('a picture of a hundred megapixels', () => {
    const bytes = digit.slice()
    new DataView(bytes.buffer).setUint32(16, 12_500)
    new DataView(bytes.buffer).setUint32(20, 8_000)
    expect(imageFileProblem('wall.png', bytes)?.message).toBe(
      'wall.png has 12500×8000 pixels (100 megapixels), more than 64 megapixels',
    )
  })

  test('a PNG of which one bit is another', () => {
    for (const place of [25, 50, digit.length - 30]) {
      const bytes = digit.slice()
      bytes[place] ^= 4
      expect(imageFileProblem('0.png', bytes)?.message).toBe('0.png is a damaged PNG file: its checksums are wrong')
    }
  })

  test.each([
    ['GIF', Uint8Array.from([...ascii('GIF89a'), 1, 0, 1, 0, 0, 0, 0, 0x2c, 0, 0])],
    ['WebP', Uint8Array.from([...ascii('RIFF'), 100, 0, 0, 0, ...ascii('WEBPVP8X'), ...new Uint8Array(20)])],
    ['BMP', Uint8Array.from([...ascii('BM'), 100, 0, 0, 0, ...new Uint8Array(12), 9, 0, 0, 0, 9, 0, 0, 0])],
  ])('a %s that breaks off', (format, bytes) => {
    expect(imageFileProblem('x', bytes)?.message).toBe(`x is a truncated ${format} file: its end is missing`)
  })

  test.each([
    ['a TIFF file', ascii('II*\0....')],
    ['a HEIC file', [0, 0, 0, 24, ...ascii('ftypheic')]],
    ['an AVIF file', [0, 0, 0, 24, ...ascii('ftypavif')]],
    ['a PDF file', ascii('%PDF-1.7')],
    ['an SVG drawing', ascii('<?xml version="1.0"?>\n<svg width="9">')],
  ])('%s, which says what to do', (format, content) => {
    expect(imageFileProblem('x.png', Uint8Array.from(content))).toEqual({
      message: `x.png is ${format}, which panels cannot show`,
      action: 'Save it as PNG or JPEG first.',
    })
  })

  test('a file that is too large to be read', () => {
    expect(fileSizeProblem('wall.bmp', 300_000_000)?.message).toBe('wall.bmp has 300 MB, more than 64 MB')
  })

  test('not one of the largest size allowed', () => {
    expect(fileSizeProblem('wall.bmp', 64_000_000)).toBeUndefined()
  })
})

function ascii(text: string): number[] {
  return [...text].map(character => character.charCodeAt(0))
}
