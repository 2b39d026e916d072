import type { Tensor } from '@tensorflow/tfjs-core'
import type { Evidence } from './explanation'
import { mapEvidence } from './mapEvidence'

/**
 * Reads a map of single pixels back, and disposes of it. A few pixels have by far the largest numbers: the brightest hundredth
 * is drawn alike.
 *
 * Source  Smilkov et al. 2017, SmoothGrad, §3.2: values are capped at the 99th percentile
 */
export async function pixelEvidence(map: Tensor, signed: boolean): Promise<Evidence> {
  const evidence = await mapEvidence(map, signed)
  const sorted = evidence.map.map(Math.abs).sort()
  const brightest = sorted[Math.floor(0.99 * (sorted.length - 1))]
  return brightest > 0 ? { ...evidence, brightest } : evidence
}
