import { image, tensor4d, tidy } from '@tensorflow/tfjs-core'
import { paint } from '../pictures/colorMap'
import { paintSigned } from '../pictures/paintSigned'
import type { ExplanationMap } from '../requests'
import type { Evidence } from './explanation'

/** A map scaled to 0…1 or −1…1, enlarged bilinearly to the image's size (pixel centres at half) and coloured. */
export async function drawEvidence(
  { map, height, width, signed, brightest }: Evidence,
  size: { readonly width: number; readonly height: number },
): Promise<Pick<ExplanationMap, 'heat' | 'intensity' | 'empty'>> {
  const largest = map.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const unit = Math.max(brightest ?? largest, SMALLEST)
  const scaled = map.map(value => Math.min(1, Math.max(-1, value / unit)))
  const enlarged = tidy(() =>
    image.resizeBilinear(tensor4d(scaled, [1, height, width, 1]), [size.height, size.width], false, true),
  )
  const intensity = (await enlarged.data()) as Float32Array<ArrayBuffer>
  enlarged.dispose()
  const colour = signed ? paintSigned : paint
  return { heat: colour(intensity, size.width, size.height), intensity, empty: largest === 0 }
}

/** The smallest normal float32: what a map of zeros is divided by. */
const SMALLEST = 2 ** -126
