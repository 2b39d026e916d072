/**
 * A colour for every class, so that neighbours differ: the seven of Okabe and Ito, which colour-blind people tell apart,
 * then hues a golden angle from each other.
 *
 * Output  red, green and blue of 0…255
 * Source  Okabe and Ito 2008, Color Universal Design, https://jfly.uni-koeln.de/color
 */
export function classColour(index: number): readonly [red: number, green: number, blue: number] {
  if (index < OKABE_ITO.length) return OKABE_ITO[index]
  const hue = (index * 137.508) % 360
  return [0, 8, 4].map(offset =>
    Math.round(255 * hsl(hue, 0.65, index % 2 === 0 ? 0.45 : 0.65, offset)),
  ) as unknown as [number, number, number]
}

const OKABE_ITO = [
  [230, 159, 0],
  [86, 180, 233],
  [0, 158, 115],
  [240, 228, 66],
  [0, 114, 178],
  [213, 94, 0],
  [204, 121, 167],
] as const

/** One channel of a colour in hue, saturation and lightness (CSS Color Module Level 4, §7.1). */
function hsl(hue: number, saturation: number, lightness: number, offset: number): number {
  const k = (offset + hue / 30) % 12
  const reach = saturation * Math.min(lightness, 1 - lightness)
  return lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1))
}
