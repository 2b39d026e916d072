import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { imageFileProblem, readImageHeader } from '../../webview/images/imageFile'
import { damageBytes } from './damageBytes'
import { faultOf } from './faultOf'
import type { FuzzKind, Tried } from './fuzzKind'
import { tinyImages } from './tinyImages'

/** Damaged pictures, up to where the browser's own decoder takes over. */
export const images: FuzzKind = {
  start() {
    const files = readdirSync('examples', { recursive: true, encoding: 'utf8' })
    const pictures = files.filter(file => /\.(png|jpe?g)$/.test(file))
    const read = pictures.map(file => Uint8Array.from(readFileSync(join('examples', file))))
    const seeds = [...read.filter(({ length }) => length < 300_000), ...tinyImages]
    return {
      try(random) {
        const bytes = damageBytes(random.pick(random.chance(0.5) ? tinyImages : seeds), random)
        return { input: bytes, fault: judge(bytes) }
      },
      end() {},
    }
  },
}

function judge(bytes: Uint8Array<ArrayBuffer>): Tried['fault'] {
  try {
    const problem = imageFileProblem('picture', bytes)
    if (problem !== undefined) return problem.message && problem.action ? undefined : 'a problem that says nothing'
    const { width = 1, height = 1 } = readImageHeader(bytes)!
    const isSize = (size: number) => Number.isInteger(size) && size > 0
    return isSize(width) && isSize(height) ? undefined : `a picture of ${width}×${height} pixels`
  } catch (error) {
    return faultOf(error)
  }
}
