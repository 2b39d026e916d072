import { EngineError } from '../engineError'
import type { TfjsModelFiles } from '../requests'
import { fromHalf } from './floats'
import { graphModelWeights } from './graphModel'
import { lazyWeight } from './lazyWeight'
import type { SourceWeight } from './sourceWeight'

interface Quantization {
  readonly dtype?: string
  readonly scale?: number
  readonly min?: number
}

interface ManifestWeight {
  readonly name: string
  readonly shape: readonly number[]
  readonly dtype: string
  readonly quantization?: Quantization
}

interface ManifestGroup {
  readonly paths: readonly string[]
  readonly weights: readonly ManifestWeight[]
}

/**
 * Reads the weights of a TensorFlow.js layers model, or graph model: `model.json` and its binary files, float32 or quantised to
 * float16, uint16 or uint8. Weights of other types (int32 counters and the like) are no parameters and are left out.
 *
 * Throws {@link EngineError} for a broken manifest, a missing or truncated shard, and numbers that are not finite.
 */
export function readTfjsModel(files: TfjsModelFiles): SourceWeight[] {
  const { groups, graph } = readManifest(files.manifest)
  const weights = groups.flatMap(group => {
    const parts = shardsOf(group, files.shards)
    let offset = 0
    return group.weights.flatMap(weight => {
      const start = offset
      offset += weight.shape.reduce((a, b) => a * b, 1) * bytesPerElement(weight)
      if (weight.dtype !== 'float32') return []
      const { name, shape } = weight
      checkQuantization(weight)
      const end = offset
      return [lazyWeight('model.json', { name, shape, read: () => decode(weight, bytesOf(parts, start, end)) })]
    })
  })
  return graph === undefined ? weights : graphModelWeights(graph, weights)
}

/** The names of the binary files that a `model.json` needs, so that whoever has the file system can read them. */
export function shardPaths(manifest: string): string[] {
  return readManifest(manifest).groups.flatMap(({ paths }) => paths)
}

const SAVE_AGAIN = 'Save the model again with model.save(…) or tensorflowjs_converter.'

function readManifest(text: string): { readonly groups: readonly ManifestGroup[]; readonly graph?: unknown } {
  let json: { format?: unknown; weightsManifest?: unknown; modelTopology?: unknown }
  try {
    json = JSON.parse(text)
  } catch (error) {
    const start = text.slice(0, 40).replaceAll('\n', ' ')
    throw new EngineError('broken-manifest', `model.json is not JSON; it begins with "${start}"`, SAVE_AGAIN, {
      cause: error,
    })
  }
  const groups = json?.weightsManifest
  if (!Array.isArray(groups) || !groups.every(isGroup)) {
    throw new EngineError('broken-manifest', 'model.json has no weightsManifest of paths and weights', SAVE_AGAIN)
  }
  return { groups, ...(json.format === 'graph-model' ? { graph: json.modelTopology } : {}) }
}

function isGroup(group: unknown): group is ManifestGroup {
  const { paths, weights } = (group ?? {}) as Record<string, unknown>
  return (
    Array.isArray(paths) &&
    paths.every(path => typeof path === 'string') &&
    Array.isArray(weights) &&
    weights.every(
      weight =>
        typeof weight?.name === 'string' &&
        typeof weight.dtype === 'string' &&
        Array.isArray(weight.shape) &&
        weight.shape.every((size: unknown) => Number.isInteger(size) && (size as number) >= 0),
    )
  )
}

/** The binary files of a group, whose bytes are one row. */
function shardsOf({ paths, weights }: ManifestGroup, shards: TfjsModelFiles['shards']): Uint8Array<ArrayBuffer>[] {
  const parts = paths.map(path => {
    if (Object.hasOwn(shards, path)) return new Uint8Array(shards[path])
    throw new EngineError('missing-shard', `${path}, named by model.json, is missing`, `Put ${path} beside model.json.`)
  })
  const needed = weights.reduce(
    (bytes, weight) => bytes + weight.shape.reduce((a, b) => a * b, 1) * bytesPerElement(weight),
    0,
  )
  const found = parts.reduce((bytes, { length }) => bytes + length, 0)
  if (found !== needed) {
    const fault = found < needed ? 'truncated' : 'of another model'
    throw new EngineError(
      'truncated-shard',
      `${paths.join(', ')}: ${found} bytes, but model.json describes ${needed}: the file is ${fault}`,
      `Copy ${paths.length === 1 ? paths[0] : 'the binary files'} again together with model.json.`,
    )
  }
  return parts
}

/** A copy of part of the row. */
function bytesOf(parts: readonly Uint8Array[], start: number, end: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(end - start)
  let offset = 0
  for (const part of parts) {
    const [from, to] = [Math.max(start, offset), Math.min(end, offset + part.length)]
    if (from < to) bytes.set(part.subarray(from - offset, to - offset), from - start)
    offset += part.length
  }
  return bytes
}

const BYTES: Readonly<Record<string, number>> = {
  ...{ float32: 4, int32: 4, bool: 1, uint8: 1, uint16: 2, float16: 2, complex64: 8 },
}

function bytesPerElement({ name, dtype, quantization }: ManifestWeight): number {
  const stored = quantization?.dtype ?? dtype
  if (Object.hasOwn(BYTES, stored)) return BYTES[stored]
  throw new EngineError('unsupported-weights', `weight ${name} is of type ${stored}`, 'Save the weights as float32.')
}

function checkQuantization({ name, quantization }: ManifestWeight): void {
  if (quantization?.dtype === undefined) return
  const { dtype, scale, min } = quantization
  if (dtype === 'float16' || ((dtype === 'uint8' || dtype === 'uint16') && scale !== undefined && min !== undefined))
    return
  const message = `weight ${name} is quantised to ${dtype}${scale === undefined ? ' without scale' : ''}`
  throw new EngineError('unsupported-weights', message, 'Quantise to float16, uint16 or uint8, or save as float32.')
}

function decode({ quantization }: ManifestWeight, { buffer }: Uint8Array<ArrayBuffer>): Float32Array {
  if (quantization?.dtype === undefined) return new Float32Array(buffer)
  const { dtype, scale = 1, min = 0 } = quantization
  if (dtype === 'float16') return Float32Array.from(new Uint16Array(buffer), fromHalf)
  const stored = dtype === 'uint8' ? new Uint8Array(buffer) : new Uint16Array(buffer)
  return Float32Array.from(stored, value => value * scale + min)
}
