import type { WeightsAnswer } from '../../engine/requests'
import type { WeightFile, WeightFiles } from '../protocol'
import { strings } from '../strings/strings'
import { EngineRefusal } from './engineClient'

/**
 * Reads a file of weights into tensors, or leaves it to the engine. Rejects with an {@link EngineRefusal}, `cancelled` as soon as
 * the signal says so.
 */
export type WeightReader = (files: WeightFiles, signal?: AbortSignal) => Promise<WeightFiles>

/**
 * Reads HDF5, and archives that may hold it, in a worker that lives for one file; what the engine reads by itself stays as it is.
 *
 * The script starts from a blob: URL, since a worker may not be started from another origin, which the extension's files have.
 */
export function weightReader(scriptUrl: string): WeightReader {
  return async (files, signal) => {
    if (!('data' in files) || !mayHoldHdf5(files)) return files
    const response = await fetch(scriptUrl)
    const script = response.ok ? await response.arrayBuffer() : undefined
    const answer = script && (await ask(script, files, signal))
    if (signal?.aborted) throw new EngineRefusal('cancelled', 'called off', '')
    if (answer !== undefined && 'tensors' in answer) return { file: files.file, tensors: answer.tensors }
    if (answer !== undefined) throw new EngineRefusal(answer.error.code, answer.error.message, answer.error.action)
    const { unread, useAnother } = strings.weights
    throw new EngineRefusal('unsupported-weights', unread(files.file), useAnother)
  }
}

function mayHoldHdf5({ data }: WeightFile): boolean {
  const [first, second] = new Uint8Array(data, 0, Math.min(2, data.byteLength))
  return (first === 0x89 && second === 0x48) || (first === 0x50 && second === 0x4b)
}

/** Undefined where the worker died of the file, or was ended by the signal. */
async function ask(
  script: ArrayBuffer,
  file: WeightFile,
  signal: AbortSignal | undefined,
): Promise<WeightsAnswer | undefined> {
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }))
  const worker = new Worker(url)
  URL.revokeObjectURL(url)
  try {
    return await new Promise(resolve => {
      worker.addEventListener('message', ({ data }: MessageEvent<WeightsAnswer>) => resolve(data))
      worker.addEventListener('error', () => resolve(undefined))
      signal?.addEventListener('abort', () => resolve(undefined))
      worker.postMessage(file)
    })
  } finally {
    worker.terminate()
  }
}
