/**
 * Colours of the standard sRGB space, red, green and blue of 0…1 one pixel behind the other, in CIELAB under the light D65:
 * lightness of 0…100, and two numbers of hue.
 *
 * Source  IEC 61966-2-1 (sRGB); CIE 15:2004, §8.2.1
 */
export function cielab(pixels: ArrayLike<number>): Float32Array {
  const colors = new Float32Array(pixels.length)
  for (let i = 0; i < pixels.length; i += 3) {
    const [red, green, blue] = [0, 1, 2].map(channel => linear(pixels[i + channel]))
    const x = bend((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505)
    const y = bend(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    const z = bend((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089)
    colors.set([116 * y - 16, 500 * (x - y), 200 * (y - z)], i)
  }
  return colors
}

function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

function bend(value: number): number {
  return value > (6 / 29) ** 3 ? Math.cbrt(value) : value / (3 * (6 / 29) ** 2) + 4 / 29
}
