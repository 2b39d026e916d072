/** Measures in a worker, as a panel has its engine in one. */
import { startBackend, workerBackends } from '../../../engine/backends/backends'
import { measure, type NetworkName, straight } from './measure'

interface Call {
  readonly backend: 'webgpu' | 'webgl' | 'wasm'
  readonly network: NetworkName
  readonly seconds: number
}

self.onmessage = async ({ data }: MessageEvent<Call>) => {
  try {
    const options = { backend: data.backend, wasmPath: `${self.location.origin}/wasm/`, allowSoftware: true }
    const { adapter } = await startBackend(options, workerBackends)
    const measured = await measure(data.network, data.seconds, () => performance.now(), [straight])
    self.postMessage({ result: { ...measured, adapter } })
  } catch (error) {
    self.postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}
