import { paintSigned } from '../../../engine/pictures/paintSigned'
import { ALARM } from './colours'

/** As many colours on either side of white. */
const HALF = 127

/** From dark blue at −1 over white at 0 to dark red at 1, red in the lowest byte. */
const COLOURS = new Uint32Array(
  paintSigned(
    Float32Array.from({ length: 2 * HALF + 1 }, (_, i) => (i - HALF) / HALF),
    2 * HALF + 1,
    1,
  ).data.buffer,
)

/** The colour of a number on a scale from −`largest` to `largest`; zero is white, and what is no number is magenta. */
export function signedColour(value: number, largest: number): number {
  if (!Number.isFinite(value)) return ALARM
  const share = largest > 0 ? value / largest : 0
  return COLOURS[HALF + Math.round(HALF * Math.min(1, Math.max(-1, share)))]
}
