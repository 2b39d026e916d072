import type { Image } from '../requests'

/**
 * Paints numbers of −1…1, row by row, from dark blue over white at 0 to dark red: opaque pixels. Numbers outside are taken for
 * the nearer end.
 *
 * Source  the scale RdBu of Brewer and Harrower, ColorBrewer 2.0, https://colorbrewer2.org, read linearly between its colours
 */
export function paintSigned(values: Float32Array, width: number, height: number): Image {
  const data = new Uint8ClampedArray(4 * width * height)
  for (let i = 0; i < values.length; i++) {
    const place = ((Math.min(1, Math.max(-1, values[i])) + 1) / 2) * (COLORS.length - 1)
    const below = Math.min(COLORS.length - 2, Math.floor(place))
    for (let channel = 0; channel < 3; channel++) {
      const [from, to] = [COLORS[below], COLORS[below + 1]].map(color => (color >> (16 - 8 * channel)) & 255)
      data[4 * i + channel] = from + (place - below) * (to - from)
    }
    data[4 * i + 3] = 255
  }
  return { width, height, data }
}

const COLORS = [
  ...[0x053061, 0x2166ac, 0x4393c3, 0x92c5de, 0xd1e5f0, 0xf7f7f7],
  ...[0xfddbc7, 0xf4a582, 0xd6604d, 0xb2182b, 0x67001f],
]
