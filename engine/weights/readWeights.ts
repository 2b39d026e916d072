import { EngineError } from '../engineError'
import type { WeightFiles } from '../requests'
import type { ByteSource } from './byteSource'
import { readKerasArchive } from './kerasArchive'
import { readKerasH5 } from './kerasH5'
import { readNumpyArchive } from './numpyArchive'
import { readOnnx } from './onnx'
import { readSafetensors } from './safetensors'
import type { SourceWeight } from './sourceWeight'
import { readTfjsModel } from './tfjsModel'
import { unzip } from './unzip'

/**
 * The tensors in a weight file of any format: a TensorFlow.js layers model, Keras `.keras`, `.h5` and `.weights.h5`,
 * NumPy `.npz`, `.safetensors`, or ONNX. Which one it is, its first bytes tell, not its name. Nothing in it is run: a
 * pickle, which is a program, is refused.
 *
 * Throws {@link EngineError} for other files and broken ones; numbers that are not finite are found when they are taken.
 */
export async function readWeights(files: WeightFiles | FileOnDisk): Promise<readonly SourceWeight[]> {
  if ('manifest' in files) return readTfjsModel(files)
  if ('tensors' in files) return files.tensors
  const { file } = files
  if ('source' in files && isSafetensors(file, files.source.subarray(0, Math.min(9, files.source.length))))
    return readSafetensors(file, files.source)
  const bytes = 'source' in files ? (files.source.subarray(0) as Uint8Array<ArrayBuffer>) : new Uint8Array(files.data)
  const weights = await reader(file, bytes)
  if (weights.length === 0) throw new EngineError('unsupported-weights', `${file} holds no tensors of floats`, FORMATS)
  return weights
}

async function reader(file: string, bytes: Uint8Array<ArrayBuffer>): Promise<SourceWeight[]> {
  if (bytes.length === 0) throw new EngineError('truncated-shard', `${file} is empty`, 'Copy it again.')
  if (begins(bytes, [0x89, 0x48, 0x44, 0x46])) return readKerasH5(file, bytes)
  if (begins(bytes, [0x50, 0x4b])) {
    const entries = unzip(file, bytes)
    if ('model.weights.h5' in entries) return readKerasArchive(file, entries)
    if (Object.keys(entries).some(name => name.endsWith('.pkl'))) throw pickled(file)
    return readNumpyArchive(file, entries)
  }
  if (begins(bytes, [0x93, 0x4e, 0x55, 0x4d])) return readNumpyArchive(file, { [file]: bytes })
  // Pickle's protocol 2 and above; PyTorch's old files begin with a pickled number.
  if (bytes[0] === 0x80 && bytes[1] >= 2 && bytes[1] <= 5) throw pickled(file)
  if (/\.onnx$/i.test(file)) return readOnnx(file, bytes)
  if (isSafetensors(file, bytes)) return readSafetensors(file, bytes)
  const start = [...bytes.subarray(0, 8)].map(byte => byte.toString(16).padStart(2, '0')).join(' ')
  throw new EngineError(
    'unsupported-weights',
    `${file} is no weight file that is known; it begins with ${start}`,
    FORMATS,
  )
}

/** A file of which no more is read than is needed, where its format allows that. */
export interface FileOnDisk {
  readonly file: string
  readonly source: ByteSource
}

/** Behind the length, which is far below 2 ** 40, the header in JSON begins. */
function isSafetensors(file: string, bytes: Uint8Array): boolean {
  return bytes[8] === 0x7b && bytes[7] === 0 && bytes[6] === 0 && bytes[5] === 0 && !/\.onnx$/i.test(file)
}

const FORMATS = 'Use model.json of TensorFlow.js, .keras, .h5, .npz, .safetensors or .onnx.'

function begins(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte)
}

function pickled(file: string): EngineError {
  const message = `${file} is a Python pickle: reading it would run the program in it, so it is not opened`
  const action = "Save with safetensors.torch.save_file(model.state_dict(), 'model.safetensors')."
  return new EngineError('unsupported-weights', message, action)
}
