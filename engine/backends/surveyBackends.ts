import { backend, conv2d, dispose, env, tensor4d, version_core } from '@tensorflow/tfjs-core'
import type { BackendName, BackendReport, Requests } from '../requests'
import { type BackendLoaders, tryBackend } from './backends'

/**
 * Starts each backend in turn, and tells what it runs on and how fast, or why it does not run. One after the other, since
 * TensorFlow.js has one backend at a time; the last that runs stays. Emulated GPUs count as none.
 */
export async function surveyBackends(
  { backends, wasmPath }: Requests['survey'],
  loaders: BackendLoaders,
  onTry?: (name: BackendName) => void,
): Promise<BackendReport[]> {
  const reports: BackendReport[] = []
  for (const name of backends) {
    onTry?.(name)
    const { adapter, reason, version = version_core } = await tryBackend(name, { backend: name, wasmPath }, loaders)
    if (reason !== undefined) reports.push({ name, reason })
    else reports.push({ name, ...{ version, device: adapter ?? device(name) }, milliseconds: await timeConvolution() })
  }
  return reports
}

/** What a backend computes on where that has no name. */
function device(name: BackendName): string {
  if (name === 'wasm') return env().getBool('WASM_HAS_SIMD_SUPPORT') ? 'CPU, SIMD, one thread' : 'CPU, one thread'
  if (!name.startsWith('tfjs-node')) return 'CPU, JavaScript, one thread'
  // The package for GPUs computes on the CPU where it finds no CUDA, and does not say so.
  return (backend() as { isUsingGpuDevice?: boolean }).isUsingGpuDevice ? 'GPU, CUDA' : 'CPU'
}

const RUNS = 3

/** The median of a few runs, the result read back. The first one, which compiles and uploads, does not count. */
async function timeConvolution(): Promise<number> {
  const map = tensor4d(new Float32Array(28 * 28 * 64).fill(0.5), [1, 28, 28, 64])
  const kernel = tensor4d(new Float32Array(3 * 3 * 64 * 64).fill(0.1), [3, 3, 64, 64])
  const times: number[] = []
  for (let run = 0; run <= RUNS; run++) {
    const started = performance.now()
    const result = conv2d(map, kernel, 1, 'same')
    await result.data()
    times.push(performance.now() - started)
    result.dispose()
  }
  dispose([map, kernel])
  return times.slice(1).sort((a, b) => a - b)[RUNS >> 1]
}
