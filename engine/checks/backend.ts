import { fileURLToPath } from 'node:url'
import { startBackend, workerBackends } from '../backends/backends'

/** Where Node finds TensorFlow.js's .wasm files. */
export const wasmPath = fileURLToPath(
  new URL('../../node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url),
)

/** Makes one of the backends that run without a GPU the current one. */
export async function useBackend(backend: 'wasm' | 'cpu'): Promise<void> {
  await startBackend({ backend, wasmPath }, workerBackends)
}
