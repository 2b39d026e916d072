import { decode } from 'jpeg-js'
import { EngineError } from '../engineError'
import type { Image } from '../requests'

/** More than this is no picture for a network; what a file promises is believed no further. */
const LIMITS = { maxResolutionInMP: 64, maxMemoryUsageInMB: 1024 }

/**
 * The pixels of a JPEG file, grey, colour or of four inks, of progressive ones too, upright as its camera says (EXIF). Colour
 * profiles are left aside.
 *
 * Throws {@link EngineError} `wrong-image` for a file that is cut off or broken.
 */
export function readJpeg(file: string, bytes: Uint8Array): Image {
  try {
    const { width, height, data, exifBuffer } = decode(bytes, {
      ...{ ...LIMITS, useTArray: true, formatAsRGBA: true, tolerantDecoding: false },
    }) as ReturnType<typeof decode> & { readonly exifBuffer?: Uint8Array }
    return upright({ width, height, data: Uint8ClampedArray.from(data) }, orientationOf(exifBuffer))
  } catch (error) {
    const message = `${file} is a broken JPEG: ${(error as Error).message}`
    throw new EngineError('wrong-image', message, 'Save the picture again.', { cause: error })
  }
}

const ORIENTATION = 0x0112

/** How the camera was held, 1 to 8; 1 where the file does not say. Source: EXIF 2.32, §4.6.4; TIFF 6.0, section 2. */
function orientationOf(exif: Uint8Array | undefined): number {
  if (exif === undefined || exif.length < 14) return 1
  // The library leaves a part of the mark `Exif` before the header.
  const start = [0, 1, 2, 6].find(at => /^(II|MM)$/.test(String.fromCharCode(exif[at], exif[at + 1])))
  if (start === undefined) return 1
  const view = new DataView(exif.buffer, exif.byteOffset + start, exif.length - start)
  const isLittle = view.getUint8(0) === 0x49
  const directory = view.getUint32(4, isLittle)
  if (directory + 2 > view.byteLength) return 1
  for (let entry = directory + 2, left = view.getUint16(directory, isLittle); left > 0; entry += 12, left--) {
    if (entry + 12 > view.byteLength) return 1
    if (view.getUint16(entry, isLittle) !== ORIENTATION) continue
    const orientation = view.getUint16(entry + 8, isLittle)
    return orientation >= 1 && orientation <= 8 ? orientation : 1
  }
  return 1
}

/** Column and row in the file of what stands at x and y, by how the camera was held; w and h are the file's sides. */
const SOURCES: readonly ((x: number, y: number, w: number, h: number) => readonly [number, number])[] = [
  (x, y) => [x, y],
  (x, y, w) => [w - 1 - x, y],
  (x, y, w, h) => [w - 1 - x, h - 1 - y],
  (x, y, _w, h) => [x, h - 1 - y],
  (x, y) => [y, x],
  (x, y, _w, h) => [y, h - 1 - x],
  (x, y, w, h) => [w - 1 - y, h - 1 - x],
  (x, y, w) => [w - 1 - y, x],
]

/** The picture as it is to be looked at. */
function upright(image: Image, orientation: number): Image {
  if (orientation === 1) return image
  const [width, height] = orientation >= 5 ? [image.height, image.width] : [image.width, image.height]
  const sourceOf = SOURCES[orientation - 1]
  const pixels = new Uint32Array(image.data.buffer)
  const turned = new Uint32Array(pixels.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [column, row] = sourceOf(x, y, image.width, image.height)
      turned[y * width + x] = pixels[row * image.width + column]
    }
  return { width, height, data: new Uint8ClampedArray(turned.buffer) }
}
