import { EngineError } from '../engineError'
import type { WeightFiles } from '../requests'
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
 * Throws {@link EngineError} for other files and broken ones, and for numbers that are not finite.
 */
export async function readWeights(files: WeightFiles): Promise<readonly SourceWeight[]> {
  if ('manifest' in files) return readTfjsModel(files)
  if ('tensors' in files) return files.tensors
  const bytes = new Uint8Array(files.data)
  const { file } = files
  const weights = await reader(file, bytes)
  if (weights.length === 0) throw new EngineError('unsupported-weights', `${file} holds no tensors of floats`, FORMATS)
  for (const { name, values } of weights) {
    const at = values.findIndex(value => !Number.isFinite(value))
    if (at < 0) continue
    const message = `weight ${name} of ${file} holds ${values[at]} at element ${at} of ${values.length}`
    throw new EngineError('weights-not-finite', message, 'Train again with a lower learning rate, or save earlier.')
  }
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
  if (bytes[8] === 0x7b) return readSafetensors(file, bytes)
  const start = [...bytes.subarray(0, 8)].map(byte => byte.toString(16).padStart(2, '0')).join(' ')
  throw new EngineError(
    'unsupported-weights',
    `${file} is no weight file that is known; it begins with ${start}`,
    FORMATS,
  )
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
