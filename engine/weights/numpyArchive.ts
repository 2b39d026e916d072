import { EngineError } from '../engineError'
import { decodeFloats, FLOAT_BYTES, type FloatType } from './floats'
import { lazyWeight, type UnreadWeight } from './lazyWeight'
import { byLayer } from './pytorchNames'
import type { SourceWeight } from './sourceWeight'

const TYPES: Readonly<Record<string, FloatType>> = { f2: 'float16', f4: 'float32', f8: 'float64' }

/**
 * Reads the arrays of an `.npz`. Arrays of whole numbers are left out; arrays of Python objects are pickles and refused.
 *
 * Source  https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function readNumpyArchive(file: string, entries: Readonly<Record<string, Uint8Array>>): SourceWeight[] {
  const arrays = Object.entries(entries).filter(([name]) => name.endsWith('.npy'))
  if (arrays.length === 0) {
    const message = `${file} is an archive of ${Object.keys(entries).slice(0, 3).join(', ') || 'nothing'}, not of weights`
    throw new EngineError('unsupported-weights', message, 'Use .npz, .keras, .h5, .safetensors or .onnx.')
  }
  const weights = arrays.flatMap(([name, bytes]) => readArray(file, name.replace(/\.npy$/, ''), bytes))
  return byLayer(weights).map(weight => lazyWeight(file, weight))
}

function readArray(file: string, name: string, bytes: Uint8Array): UnreadWeight[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 12 || view.getUint32(0) !== 0x934e554d) throw broken(file, name, 'is no array of NumPy')
  const lengthBytes = bytes[6] === 1 ? 2 : 4
  const start = 8 + lengthBytes + (lengthBytes === 2 ? view.getUint16(8, true) : view.getUint32(8, true))
  const header = new TextDecoder('latin1').decode(bytes.subarray(8 + lengthBytes, start))
  const [, order, type] = /'descr': '([<>|=])(\w+)'/.exec(header) ?? []
  const shapeText = /'shape': \(([\d, ]*)\)/.exec(header)?.[1]
  if (type === undefined || shapeText === undefined) throw broken(file, name, 'has a header that cannot be read')
  if (type.startsWith('O')) throw broken(file, name, 'holds Python objects: reading them would run code')
  const float = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined
  if (float === undefined) return []
  if (order === '>') throw broken(file, name, 'is big-endian')
  const shape = shapeText
    .split(',')
    .filter(part => part.trim() !== '')
    .map(Number)
  const size = shape.reduce((a, b) => a * b, 1)
  const found = bytes.length - start
  if (found !== size * FLOAT_BYTES[float])
    throw broken(file, name, `has ${found} bytes of ${size * FLOAT_BYTES[float]}`)
  const isFortran = /'fortran_order': True/.test(header)
  const read = () => {
    const values = decodeFloats(float, bytes.subarray(start))
    return isFortran ? rowMajor(values, shape) : values
  }
  return [{ name, shape, read }]
}

/** From the order in which the first axis runs fastest to the one in which the last does. */
function rowMajor(values: Float32Array, shape: readonly number[]): Float32Array {
  const strides: number[] = []
  shape.reduce((stride, size) => {
    strides.push(stride)
    return stride * size
  }, 1)
  return values.map((_, target) => {
    let rest = target
    let source = 0
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      source += (rest % shape[axis]) * strides[axis]
      rest = Math.floor(rest / shape[axis])
    }
    return values[source]
  })
}

function broken(file: string, name: string, what: string): EngineError {
  return new EngineError('unsupported-weights', `array ${name} of ${file} ${what}`, 'Save it again with numpy.savez.')
}
