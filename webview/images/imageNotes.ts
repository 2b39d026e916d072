import type { ImageNote } from '../state'
import { readImageHeader } from './imageFile'

/** What the user should know of a picture although it can be shown: the panel sees less of it than the file holds. */
export function imageNotes(bytes: Uint8Array): ImageNote[] {
  const header = readImageHeader(bytes)
  const notes: ImageNote[] = []
  if (header?.format === 'PNG' && bytes[24] === 16) notes.push('deep')
  if (header?.format === 'JPEG' && header.channels === 4) notes.push('cmyk')
  if (header !== undefined && isAnimated(header.format, bytes)) notes.push('animated')
  return notes
}

function isAnimated(format: string, bytes: Uint8Array): boolean {
  // An animated PNG says so before its pixels, an animated WebP in its first chunk.
  if (format === 'PNG') return /acTL/.test(text(bytes, 8, 4096).split('IDAT')[0])
  if (format === 'WebP') return text(bytes, 12, 16) === 'VP8X' && (bytes[20] & 2) !== 0
  return format === 'GIF' && gifFrames(bytes) > 1
}

/** Walks the blocks of a GIF, up to the second picture (GIF89a, §19 to §23). */
function gifFrames(bytes: Uint8Array): number {
  const colours = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)
  let offset = 13 + colours(bytes[10])
  let frames = 0
  while (offset < bytes.length && frames < 2) {
    const block = bytes[offset]
    if (block === 0x21) offset += 2
    else if (block === 0x2c) {
      frames++
      offset += 11 + colours(bytes[offset + 9])
    } else return frames
    while (offset < bytes.length && bytes[offset] !== 0) offset += 1 + bytes[offset]
    offset++
  }
  return frames
}

function text(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to))
}
