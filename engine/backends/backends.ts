import {
  conv2d,
  env,
  findBackendFactory,
  registerBackend,
  removeBackend,
  setBackend,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core'
import { EngineError } from '../engineError'
import type { BackendName, Started } from '../requests'
import { guardWasmMemory } from './wasmMemory'

export interface BackendOptions {
  readonly backend: BackendName | 'auto'
  /** The folder with TensorFlow.js's .wasm files, ending with a slash; or each file's URL by its name. */
  readonly wasmPath: string | Readonly<Record<string, string>>
  /** Also accept GPU adapters emulated on the CPU, which are 8 to 80 times slower than `wasm`. */
  readonly allowSoftware?: boolean
}

/**
 * Starts the fastest backend that runs here and computes right, and makes it TensorFlow.js's own.
 *
 * Throws {@link EngineError} `no-backend` where none starts, with every reason.
 */
export async function startBackend(
  options: BackendOptions,
  loaders: BackendLoaders,
  onTry?: (name: BackendName) => void,
): Promise<Started> {
  const names = options.backend === 'auto' ? (Object.keys(loaders) as BackendName[]) : [options.backend]
  const tried: Started['tried'] = []
  for (const name of names) {
    onTry?.(name)
    const outcome = await tryBackend(name, options, loaders)
    if (outcome.reason === undefined)
      return { backend: name, ...(outcome.adapter === undefined ? {} : { adapter: outcome.adapter }), tried }
    tried.push({ name, reason: outcome.reason })
  }
  const reasons = tried.map(({ name, reason }) => `${name}: ${reason}`).join('; ')
  const action = options.backend === 'auto' ? 'Update the editor or the GPU driver.' : 'Set convolens.backend to auto.'
  throw new EngineError('no-backend', `no backend starts: ${reasons}`, action)
}

/** Starts one backend and checks that it computes right. Without a reason it is TensorFlow.js's own now; else it does not run. */
export async function tryBackend(
  name: BackendName,
  options: BackendOptions,
  loaders: BackendLoaders,
): Promise<Loaded & { readonly reason?: string }> {
  try {
    return await withinTime(start(name, loaders[name], options))
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) }
  }
}

/** What a backend says of itself: the name of its GPU, and the version of a package that is not Convolens's own. */
export interface Loaded {
  readonly adapter?: string
  readonly version?: string
}

/** Makes a backend known to TensorFlow.js after checking that it can run. */
export type BackendLoader = (options: BackendOptions) => Promise<Loaded>

/** The backends of one home of the engine, the fastest first. */
export type BackendLoaders = Readonly<Partial<Record<BackendName, BackendLoader>>>

/** Backends that have been started; TensorFlow.js has each of them once. */
const running = new Set<BackendName>()

/** Throws with the reason why it does not run. */
async function start(name: BackendName, load: BackendLoader | undefined, options: BackendOptions): Promise<Loaded> {
  if (!load) throw new Error('it does not run in this home of the engine')
  const loaded = await load(options)
  // Both packages for Node bring the same backend.
  const registered = name.startsWith('tfjs-node') ? 'tensorflow' : name
  if (!running.has(name)) {
    const factory = findBackendFactory(registered)
    if (!factory) throw new Error('TensorFlow.js does not offer it here')
    // Called here and not by setBackend, which tells only whether it worked, and not why.
    const backend = await factory()
    if (name === 'wasm') guardWasmMemory(backend)
    removeBackend(registered)
    registerBackend(registered, () => backend)
    running.add(name)
  }
  if (!(await setBackend(registered))) throw new Error('TensorFlow.js could not start it')
  await checkResult()
  return loaded
}

const THREADED_WASM = 'tfjs-backend-wasm-threaded-simd.wasm'

/** The backends of a panel's worker. Those for CPUs run in a Node process too. */
export const workerBackends = {
  async webgpu({ allowSoftware }: BackendOptions) {
    const adapter = await findWebgpuAdapter()
    if (!allowSoftware) refuseSoftware(adapter.name, adapter.software)
    await import('@tensorflow/tfjs-backend-webgpu')
    return { adapter: adapter.name }
  },

  async webgl({ allowSoftware }: BackendOptions) {
    const renderer = findWebglRenderer()
    if (!allowSoftware) refuseSoftware(renderer)
    await import('@tensorflow/tfjs-backend-webgl')
    return { adapter: renderer }
  },

  async wasm({ wasmPath }: BackendOptions) {
    if (typeof WebAssembly === 'undefined') throw new Error('WebAssembly is not available')
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm')
    // Threads need a cross-origin isolated page; where SharedArrayBuffer exists without it, starting them hangs for ever.
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
    // A file that is never loaded needs an address too.
    setWasmPaths(typeof wasmPath === 'string' ? wasmPath : { [THREADED_WASM]: THREADED_WASM, ...wasmPath })
    return {}
  },

  async cpu() {
    await import('@tensorflow/tfjs-backend-cpu')
    return {}
  },
} satisfies BackendLoaders

/** What TypeScript's own library lacks of WebGPU. */
interface Gpu {
  requestAdapter(options: { powerPreference: 'high-performance' }): Promise<GpuAdapter | null>
}
interface GpuAdapter {
  readonly isFallbackAdapter?: boolean
  readonly info?: { vendor: string; architecture: string; description: string; isFallbackAdapter?: boolean }
}

async function findWebgpuAdapter(): Promise<{ name: string; software: boolean }> {
  const gpu = (globalThis.navigator as { gpu?: Gpu } | undefined)?.gpu
  if (!gpu) throw new Error('WebGPU is not available here')
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' })
  if (!adapter) throw new Error('WebGPU finds no GPU')
  const { info } = adapter
  const name = info ? info.description || [info.vendor, info.architecture].filter(Boolean).join(' ') : ''
  return { name: name || 'unnamed GPU', software: (info?.isFallbackAdapter ?? adapter.isFallbackAdapter) === true }
}

function findWebglRenderer(): string {
  if (typeof OffscreenCanvas === 'undefined') throw new Error('WebGL is not available here')
  const context = new OffscreenCanvas(1, 1).getContext('webgl2')
  if (!context) throw new Error('WebGL 2 finds no GPU')
  const names = context.getExtension('WEBGL_debug_renderer_info')
  const renderer = String(context.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : context.RENDERER))
  context.getExtension('WEBGL_lose_context')?.loseContext()
  return renderer
}

function refuseSoftware(adapter: string, software = false): void {
  if (software || /swiftshader|llvmpipe|lavapipe|softpipe|basic render/i.test(adapter)) {
    throw new Error(`${adapter} is emulated on the CPU, slower than wasm`)
  }
}

/** A small convolution whose result was worked out by hand: 1…16 on 4×4, with the window 1…9. */
async function checkResult(): Promise<void> {
  const result = tidy(() => {
    const map = tensor4d(
      Array.from({ length: 16 }, (_, i) => i + 1),
      [1, 4, 4, 1],
    )
    const window = tensor4d(
      Array.from({ length: 9 }, (_, i) => i + 1),
      [3, 3, 1, 1],
    )
    return conv2d(map, window, 1, 'valid')
  })
  const values = await result.data()
  result.dispose()
  const right = [348, 393, 528, 573].every((expected, i) => Math.abs(values[i] - expected) < 1e-3 * expected)
  if (!right) throw new Error(`it computes wrong numbers: ${[...values].join(', ')} for 348, 393, 528, 573`)
}

/** The first start compiles shaders or WebAssembly; what takes longer than this hangs. */
const LONGEST_START_SECONDS = 30

async function withinTime<Result>(work: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`it did not start within ${LONGEST_START_SECONDS} s`)),
      1000 * LONGEST_START_SECONDS,
    )
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
