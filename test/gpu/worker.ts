/** The checks in a worker, as a panel has its engine in one. */
import { workerBackends } from '../../engine/backends/backends'
import { checkBackend } from './checkBackend'
import { checkLoss } from './checkLoss'

interface Call {
  readonly check: 'backend' | 'loss'
  readonly name: 'webgpu' | 'webgl' | 'wasm'
  readonly allowSoftware: boolean
}

self.onmessage = async ({ data }: MessageEvent<Call>) => {
  const { check, name, allowSoftware } = data
  const options = { wasmPath: `${self.location.origin}/wasm/`, allowSoftware }
  const run = () =>
    check === 'backend' ? checkBackend(name, options, workerBackends) : checkLoss(name, options, workerBackends)
  try {
    self.postMessage({ result: await run() })
  } catch (error) {
    self.postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}
