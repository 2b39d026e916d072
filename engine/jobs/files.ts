import { fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { EngineError } from '../engineError'
import type { Image, TfjsModelFiles } from '../requests'
import type { ByteSource } from '../weights/byteSource'
import type { FileOnDisk } from '../weights/readWeights'
import { shardPaths } from '../weights/tfjsModel'
import { readJpeg } from './readJpeg'
import { readPng } from './readPng'

/**
 * Reads a file of weights from the disk; with a model.json the binary files that it names. What is taken of a `.safetensors`
 * later is read then.
 */
export function readWeightFiles(path: string): TfjsModelFiles | FileOnDisk {
  if (!/\.json$/i.test(path)) return { file: basename(path), source: fileSource(path) }
  const manifest = new TextDecoder().decode(readBytes(path))
  const shards = shardPaths(manifest).map(shard => [shard, readBytes(join(dirname(path), shard)).buffer] as const)
  return { manifest, shards: Object.fromEntries(shards) }
}

/** The file stays open as long as the process. */
function fileSource(path: string): ByteSource {
  checkFile(path)
  const file = openSync(path, 'r')
  const { size: length } = fstatSync(file)
  return {
    length,
    subarray(start, end = length) {
      const bytes = new Uint8Array(end - start)
      for (let done = 0; done < bytes.length; ) {
        const read = readSync(file, bytes, done, bytes.length - done, start + done)
        if (read === 0) throw new EngineError('truncated-shard', `${basename(path)} became shorter`, 'Run it again.')
        done += read
      }
      return bytes
    },
  }
}

/** Reads a picture from the disk. Throws {@link EngineError} `wrong-image` for other files than PNG and JPEG. */
export function readImage(path: string): Image {
  const bytes = readBytes(path)
  const file = basename(path)
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return readPng(file, bytes)
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return readJpeg(file, bytes)
  const known = KINDS.find(({ start }) => start.every((byte, index) => bytes[index] === byte))
  const message = `${file} is ${known ? `a ${known.name}, which is not read here` : 'no picture that is known'}`
  throw new EngineError('wrong-image', message, 'Save the picture as PNG or JPEG.')
}

const KINDS = [
  { name: 'GIF', start: [0x47, 0x49, 0x46] },
  { name: 'BMP', start: [0x42, 0x4d] },
  { name: 'WebP', start: [0x52, 0x49, 0x46, 0x46] },
]

/** In memory of its own, which starts where typed arrays may start. */
export function readBytes(path: string): Uint8Array<ArrayBuffer> {
  checkFile(path)
  const bytes = readFileSync(path)
  // Small files share memory with others.
  return bytes.byteLength === bytes.buffer.byteLength ? new Uint8Array(bytes.buffer) : Uint8Array.from(bytes)
}

function checkFile(path: string): void {
  let isFile: boolean
  try {
    isFile = statSync(path).isFile()
  } catch {
    throw new EngineError('missing-shard', `there is no file ${path}`, 'Check the path.')
  }
  if (!isFile) throw new EngineError('missing-shard', `${path} is no file`, 'Check the path.')
}
