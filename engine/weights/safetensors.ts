import { EngineError } from '../engineError'
import type { ByteSource } from './byteSource'
import { decodeFloats, FLOAT_BYTES, type FloatType } from './floats'
import { lazyWeight, type UnreadWeight } from './lazyWeight'
import { byLayer } from './pytorchNames'
import type { SourceWeight } from './sourceWeight'

const TYPES: Readonly<Record<string, FloatType>> = { F16: 'float16', BF16: 'bfloat16', F32: 'float32', F64: 'float64' }

/**
 * Reads `.safetensors`: eight bytes that give the header's length, the header in JSON, then the numbers.
 *
 * Names with dots are PyTorch's. Tensors of whole numbers are no weights and are left out. Throws {@link EngineError}
 * where the header is broken or says more than the file holds.
 * Source  https://github.com/huggingface/safetensors, Format
 */
export function readSafetensors(file: string, bytes: ByteSource): SourceWeight[] {
  const start = bytes.subarray(0, 8)
  const length = Number(new DataView(start.buffer, start.byteOffset).getBigUint64(0, true))
  if (length > bytes.length - 8) throw broken(file, `its header of ${length} bytes is cut off at ${bytes.length - 8}`)
  let header: Record<string, unknown>
  try {
    header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)))
  } catch (error) {
    throw broken(file, `its header is not JSON: ${(error as Error).message}`)
  }
  const [from, room] = [8 + length, bytes.length - 8 - length]
  const weights = Object.entries(header).flatMap(([name, entry]) => {
    if (name === '__metadata__') return []
    if (!isTensor(entry)) throw broken(file, `its header has no type, shape and place for ${name}`)
    const {
      dtype,
      shape,
      data_offsets: [start, end],
    } = entry
    const type = Object.hasOwn(TYPES, dtype) ? TYPES[dtype] : undefined
    if (type === undefined) return []
    const needed = shape.reduce((a, b) => a * b, 1) * FLOAT_BYTES[type]
    if (end - start !== needed) throw broken(file, `${name} needs ${needed} bytes and has ${end - start}`)
    if (end > room) throw broken(file, `${name} ends at byte ${end} of ${room}: the file is cut off`)
    const read = () => decodeFloats(type, bytes.subarray(from + start, from + end))
    return [{ name, shape, read, sorted: true as const }]
  })
  const sorted = weights.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
  return byLayer<UnreadWeight>(sorted).map(weight => lazyWeight(file, weight))
}

interface Entry {
  readonly dtype: string
  readonly shape: readonly number[]
  readonly data_offsets: readonly [number, number]
}

function isTensor(entry: unknown): entry is Entry {
  const { dtype, shape, data_offsets: offsets } = (entry ?? {}) as Record<string, unknown>
  const areSizes = (list: unknown): list is number[] =>
    Array.isArray(list) && list.every(size => Number.isSafeInteger(size) && size >= 0)
  return (
    typeof dtype === 'string' &&
    areSizes(shape) &&
    areSizes(offsets) &&
    offsets.length === 2 &&
    offsets[0] <= offsets[1]
  )
}

function broken(file: string, what: string): EngineError {
  return new EngineError('truncated-shard', `${file}: ${what}`, 'Copy or save it again.')
}
