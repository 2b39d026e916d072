import { pngDamage } from './pngDamage'

/** The largest file and the largest picture that are opened: beyond, decoding may exhaust the panel's memory. */
export const MAX_BYTES = 64_000_000
export const MAX_PIXELS = 64_000_000

export interface ImageHeader {
  readonly format: 'PNG' | 'JPEG' | 'GIF' | 'WebP' | 'BMP'
  /** In pixels; absent where the header is of a variant that does not say it at a fixed place. */
  readonly width?: number
  readonly height?: number
  /** Of a JPEG: 1 for grey, 3 for colours, 4 for printing inks. */
  readonly channels?: number
}

/** Why a file is not opened as a picture, before anything is decoded; undefined where nothing speaks against it. */
export function imageFileProblem(name: string, bytes: Uint8Array): { message: string; action: string } | undefined {
  if (bytes.length === 0) return { message: `${name} is empty`, action: CHOOSE }
  const size = fileSizeProblem(name, bytes.length)
  if (size !== undefined) return size
  const header = readImageHeader(bytes)
  if (header === undefined) {
    const other = otherFormat(bytes)
    if (other !== undefined)
      return { message: `${name} is ${other}, which panels cannot show`, action: 'Save it as PNG or JPEG first.' }
    const content = looksLikeText(bytes) ? 'its content is text' : 'its content is none of the known picture formats'
    return { message: `${name} is not a picture: ${content}`, action: CHOOSE }
  }
  const { format, width, height } = header
  if (width === 0 || height === 0) return { message: `${name} has no pixels`, action: CHOOSE }
  if (width !== undefined && height !== undefined && width * height > MAX_PIXELS) {
    const size = `${width}×${height} pixels (${mega(width * height)} megapixels)`
    return { message: `${name} has ${size}, more than ${mega(MAX_PIXELS)} megapixels`, action: SHRINK }
  }
  if (isTruncated(format, bytes))
    return { message: `${name} is a truncated ${format} file: its end is missing`, action: 'Copy the file again.' }
  if (format === 'PNG' && pngDamage(bytes))
    return { message: `${name} is a damaged PNG file: its checksums are wrong`, action: 'Copy the file again.' }
  return undefined
}

/** Why a file of so many bytes is not even read; undefined where it is. */
export function fileSizeProblem(name: string, size: number): { message: string; action: string } | undefined {
  if (size <= MAX_BYTES) return undefined
  return { message: `${name} has ${mega(size)} MB, more than ${mega(MAX_BYTES)} MB`, action: SHRINK }
}

/** Format and size as the first bytes say them; undefined where they are of no format that panels can show. */
export function readImageHeader(bytes: Uint8Array): ImageHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (startsWith(bytes, PNG_SIGNATURE))
    return bytes.length < 24
      ? { format: 'PNG' }
      : { format: 'PNG', width: view.getUint32(16), height: view.getUint32(20) }
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return { format: 'JPEG', ...jpegSize(view) }
  if (startsWith(bytes, ascii('GIF8')))
    return bytes.length < 10
      ? { format: 'GIF' }
      : { format: 'GIF', width: view.getUint16(6, true), height: view.getUint16(8, true) }
  if (startsWith(bytes, ascii('RIFF')) && startsWith(bytes.subarray(8), ascii('WEBP')))
    return { format: 'WebP', ...webpSize(bytes, view) }
  if (startsWith(bytes, ascii('BM')) && bytes.length >= 26)
    return { format: 'BMP', width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) }
  return undefined
}

const CHOOSE = 'Choose a PNG, JPEG, WebP, GIF or BMP picture.'
const SHRINK = 'Make it smaller first.'
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** Decoders fill what is missing with grey or transparency; a network would be shown a picture that nobody took. */
function isTruncated(format: ImageHeader['format'], bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tail = bytes.subarray(-64)
  switch (format) {
    case 'PNG':
      return !includes(tail, ascii('IEND'))
    // Some cameras and editors append data behind the end marker, so it is looked for in the whole second half.
    case 'JPEG':
      return !includes(bytes.subarray(bytes.length >> 1), [0xff, 0xd9])
    case 'GIF':
      return !tail.includes(0x3b)
    case 'WebP':
      return bytes.length < 8 + view.getUint32(4, true)
    case 'BMP':
      return bytes.length < view.getUint32(2, true)
  }
}

/** Formats that people have pictures in and browsers do not decode, with their article. */
function otherFormat(bytes: Uint8Array): string | undefined {
  const text = String.fromCharCode(...bytes.subarray(0, 512))
  if (/^(II\*\0|MM\0\*)/.test(text)) return 'a TIFF file'
  const brand = /^....ftyp(....)/s.exec(text)?.[1]
  if (brand !== undefined)
    return /^avi[fs]/.test(brand) ? 'an AVIF file' : /^(hei|hev|mif)/.test(brand) ? 'a HEIC file' : 'a film'
  if (text.startsWith('8BPS')) return 'a Photoshop file'
  if (text.startsWith('%PDF')) return 'a PDF file'
  if (/^\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)?(<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/s.test(text)) return 'an SVG drawing'
  return undefined
}

/** Walks the segments to the frame header, which holds the size (ITU T.81, B.2.2). */
function jpegSize(view: DataView): { width?: number; height?: number; channels?: number } {
  let offset = 2
  while (offset + 9 <= view.byteLength && view.getUint8(offset) === 0xff) {
    const marker = view.getUint8(offset + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) {
      const channels = offset + 10 <= view.byteLength ? view.getUint8(offset + 9) : undefined
      return { height: view.getUint16(offset + 5), width: view.getUint16(offset + 7), channels }
    }
    // Fill bytes may stand before a marker.
    offset += marker === 0xff ? 1 : 2 + view.getUint16(offset + 2)
  }
  return {}
}

/** The three variants of WebP keep the size at different places (RFC 9649, section 2). */
function webpSize(bytes: Uint8Array, view: DataView): { width?: number; height?: number } {
  if (bytes.length < 30) return {}
  const chunk = String.fromCharCode(...bytes.subarray(12, 16))
  if (chunk === 'VP8X') return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) }
  if (chunk === 'VP8 ') return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true)
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) }
  }
  return {}
}

function uint24(view: DataView, offset: number): number {
  return view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16)
}

function looksLikeText(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 512).every(byte => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d)
}

function mega(count: number): string {
  return (count / 1_000_000).toFixed(count < 10_000_000 ? 1 : 0)
}

function ascii(text: string): number[] {
  return [...text].map(character => character.charCodeAt(0))
}

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((byte, index) => bytes[index] === byte)
}

function includes(bytes: Uint8Array, piece: readonly number[]): boolean {
  for (let i = 0; i + piece.length <= bytes.length; i++)
    if (piece.every((byte, index) => bytes[i + index] === byte)) return true
  return false
}
