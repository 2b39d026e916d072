import { basename } from 'node:path'
import { EngineError } from '../engineError'
import { modelConfig } from '../weights/kerasH5'
import { unzip } from '../weights/unzip'
import { readBytes } from './files'

/** Reads the description of a network that Keras saved, in a `.keras` archive or HDF5. */
export interface SavedModelJob {
  readonly kind: 'savedModel'
  /** Absolute. */
  readonly file: string
}

export interface SavedModelDone {
  /** Keras's JSON. */
  readonly text: string
}

/** Throws {@link EngineError} for other files, and for those that hold weights alone. */
export async function savedModelJob({ file }: SavedModelJob): Promise<SavedModelDone> {
  const bytes = readBytes(file)
  const name = basename(file)
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const config = unzip(name, bytes)['config.json']
    if (config !== undefined) return { text: new TextDecoder().decode(config) }
    throw noModel(name, 'an archive without config.json')
  }
  if (bytes[0] === 0x89 && bytes[1] === 0x48) {
    const text = await modelConfig(name, bytes)
    if (text !== undefined) return { text }
    throw noModel(name, 'a file of weights alone')
  }
  throw noModel(name, 'neither a .keras archive nor HDF5')
}

function noModel(file: string, what: string): EngineError {
  const action = "Save the whole model with model.save('model.keras')."
  return new EngineError('unsupported-weights', `${file} is ${what}, and describes no network`, action)
}
