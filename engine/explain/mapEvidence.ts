import type { Tensor } from '@tensorflow/tfjs-core'
import type { Evidence } from './explanation'

/** Reads a map [1, height, width, 1] back, and disposes of it. */
export async function mapEvidence(map: Tensor, signed: boolean): Promise<Evidence> {
  const [, height, width] = map.shape
  try {
    return { map: (await map.data()) as Float32Array<ArrayBuffer>, height: height!, width: width!, signed }
  } finally {
    map.dispose()
  }
}
