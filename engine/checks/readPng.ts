import { inflateSync } from 'node:zlib'
import type { Image } from '../requests'

/**
 * A PNG of 8 bits a channel, grey or in colours, with or without alpha, not interlaced.
 *
 * Source  ISO/IEC 15948:2004, §9.2 (filters), §11.2 (chunks)
 */
export function readPng(file: Uint8Array): Image {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const [width, height, type] = [view.getUint32(16), view.getUint32(20), file[25]]
  const channels = { 0: 1, 2: 3, 4: 2, 6: 4 }[type]!
  const packed: Uint8Array[] = []
  for (let at = 8; at < file.length; at += 12 + view.getUint32(at))
    if (view.getUint32(at + 4) === IDAT) packed.push(file.subarray(at + 8, at + 8 + view.getUint32(at)))
  const bytes = inflateSync(Buffer.concat(packed))
  const row = width * channels
  const samples = new Uint8Array(row * height)
  for (let i = 0; i < samples.length; i++) {
    const [y, x] = [Math.floor(i / row), i % row]
    const left = x >= channels ? samples[i - channels] : 0
    const up = y > 0 ? samples[i - row] : 0
    const upLeft = x >= channels && y > 0 ? samples[i - row - channels] : 0
    const filter = bytes[y * (row + 1)]
    samples[i] = bytes[y * (row + 1) + 1 + x] + predicted[filter](left, up, upLeft)
  }
  const data = new Uint8ClampedArray(4 * width * height)
  for (let pixel = 0; pixel < width * height; pixel++) {
    const of = (channel: number) => samples[pixel * channels + channel]
    const alpha = channels % 2 === 0 ? of(channels - 1) : 255
    data.set(channels > 2 ? [of(0), of(1), of(2), alpha] : [of(0), of(0), of(0), alpha], 4 * pixel)
  }
  return { width, height, data }
}

const IDAT = 0x49444154

/** What each filter takes away from a sample: none, left, up, their mean, the one of three nearest to left + up − upLeft. */
const predicted: readonly ((left: number, up: number, upLeft: number) => number)[] = [
  () => 0,
  left => left,
  (_, up) => up,
  (left, up) => (left + up) >> 1,
  (left, up, upLeft) => {
    const distance = (value: number) => Math.abs(left + up - upLeft - value)
    if (distance(left) <= distance(up) && distance(left) <= distance(upLeft)) return left
    return distance(up) <= distance(upLeft) ? up : upLeft
  },
]
