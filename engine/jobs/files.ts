import { readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { EngineError } from '../engineError'
import type { Image, WeightFiles } from '../requests'
import { shardPaths } from '../weights/tfjsModel'
import { readPng } from './readPng'

/** Reads a file of weights from the disk; with a model.json the binary files that it names. */
export function readWeightFiles(path: string): WeightFiles {
  const bytes = readBytes(path)
  if (!/\.json$/i.test(path)) return { file: basename(path), data: bytes.buffer }
  const manifest = new TextDecoder().decode(bytes)
  const shards = shardPaths(manifest).map(shard => [shard, readBytes(join(dirname(path), shard)).buffer] as const)
  return { manifest, shards: Object.fromEntries(shards) }
}

/** Reads a picture from the disk. Throws {@link EngineError} `wrong-image` for other files than PNG. */
export function readImage(path: string): Image {
  const bytes = readBytes(path)
  const file = basename(path)
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return readPng(file, bytes)
  const known = KINDS.find(({ start }) => start.every((byte, index) => bytes[index] === byte))
  const message = `${file} is ${known ? `a ${known.name}, which is not read here` : 'no picture that is known'}`
  throw new EngineError('wrong-image', message, 'Save the picture as PNG.')
}

const KINDS = [
  { name: 'JPEG', start: [0xff, 0xd8] },
  { name: 'GIF', start: [0x47, 0x49, 0x46] },
  { name: 'BMP', start: [0x42, 0x4d] },
  { name: 'WebP', start: [0x52, 0x49, 0x46, 0x46] },
]

/** A copy of its own, which starts where typed arrays may start. */
export function readBytes(path: string): Uint8Array<ArrayBuffer> {
  try {
    if (statSync(path).isFile()) return Uint8Array.from(readFileSync(path))
  } catch {
    throw new EngineError('missing-shard', `there is no file ${path}`, 'Check the path.')
  }
  throw new EngineError('missing-shard', `${path} is no file`, 'Check the path.')
}
