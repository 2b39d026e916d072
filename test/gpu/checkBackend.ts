import { backend } from '@tensorflow/tfjs-core'
import { type BackendLoaders, type BackendOptions, startBackend, tryBackend } from '../../engine/backends/backends'
import type { BackendName } from '../../engine/requests'
import { quantities } from './quantities'

export interface BackendCheck {
  readonly backend: BackendName
  /** The GPU's name, or the package's version. */
  readonly device?: string
  /** Why it was not checked. */
  readonly missing?: string
  readonly compared: number
  /** Of what was compared, the largest difference that was allowed by the plain tolerance. */
  readonly worst: number
  /** Parts whose own sensitivity to rounding is larger than the tolerance, and which agreed within that. */
  readonly unsteady: readonly string[]
  readonly failures: readonly string[]
  readonly seconds: number
}

/** The largest difference of a part from what the CPU gives, over the largest number of that. */
const TOLERANCE = 1e-4

/** A step or two of a float32 next to 1. */
const NUDGES = [1 + 2 ** -22, 1 - 2 ** -22]

/**
 * Compares all {@link quantities} on a backend with those on TensorFlow.js's plain CPU backend. A part may differ by more than
 * the tolerance where the CPU's own numbers do, once the image is scaled by a rounding error: where an activation lies on
 * the kink of a ReLU, the backends may take different sides.
 */
export async function checkBackend(
  name: BackendName,
  options: Omit<BackendOptions, 'backend'>,
  loaders: BackendLoaders,
): Promise<BackendCheck> {
  const started = performance.now()
  const report = { compared: 0, worst: 0, unsteady: [] as string[], failures: [] as string[] }
  const finish = (more: Pick<BackendCheck, 'device' | 'missing'>) => ({
    ...{ backend: name, ...more, ...report },
    seconds: (performance.now() - started) / 1000,
  })
  const { reason, adapter, version } = await tryBackend(name, { backend: name, ...options }, loaders)
  if (reason !== undefined) return finish({ missing: reason })
  const device = adapter ?? version
  // The package for GPUs computes on the CPU where it finds no CUDA, and does not say so.
  const onGpu = !name.startsWith('tfjs-node') || (backend() as { isUsingGpuDevice?: boolean }).isUsingGpuDevice
  if (!onGpu && !options.allowSoftware) return finish({ device, missing: 'it is installed, but finds no CUDA device' })
  for (const { name: title, compute } of quantities) {
    const on = async (which: BackendName, scale = 1) => {
      await startBackend({ backend: which, ...options }, loaders)
      return compute(scale)
    }
    const expected = await on('cpu')
    const found = await on(name).catch((error: Error) => error)
    if (found instanceof Error) {
      report.failures.push(`${title}: ${found.message}`)
      continue
    }
    const differences = [...expected].map(([part, numbers]) => ({
      part,
      error: difference(found.get(part) ?? [], numbers),
    }))
    const tooFar = differences.filter(({ error }) => !(error < TOLERANCE))
    const nudged: ReadonlyMap<string, readonly number[]>[] = []
    if (tooFar.length > 0) for (const nudge of NUDGES) nudged.push(await on('cpu', nudge))
    for (const { part, error } of differences) {
      report.compared++
      const changes = nudged.map(all => difference(all.get(part)!, expected.get(part)!))
      if (error < TOLERANCE) report.worst = Math.max(report.worst, error)
      else if (error <= 2 * Math.max(...changes)) report.unsteady.push(`${title}, ${part}: ${error.toExponential(1)}`)
      else report.failures.push(`${title}, ${part}: differs by ${error.toExponential(1)}`)
    }
  }
  return finish({ device })
}

/** The largest difference over the largest number that is expected; infinite where one is not a number. */
function difference(found: readonly number[], expected: readonly number[]): number {
  if (found.length !== expected.length) return Number.POSITIVE_INFINITY
  let [largest, error] = [0, 0]
  for (const [i, value] of expected.entries()) {
    largest = Math.max(largest, Math.abs(value))
    const apart = Math.abs(found[i] - value)
    error = Number.isNaN(apart) ? Number.POSITIVE_INFINITY : Math.max(error, apart)
  }
  return error === 0 ? 0 : error / largest
}
