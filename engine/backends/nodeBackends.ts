import { createRequire } from 'node:module'
import { join } from 'node:path'
import util from 'node:util'
import { type BackendLoader, type BackendLoaders, workerBackends } from './backends'

/** The backends of a Node process; TensorFlow's packages are looked up from the given folders, as Node does. */
export function nodeBackends(searchFolders: readonly string[]): BackendLoaders {
  const { wasm, cpu } = workerBackends
  return {
    'tfjs-node-gpu': tensorflow('@tensorflow/tfjs-node-gpu', searchFolders),
    'tfjs-node': tensorflow('@tensorflow/tfjs-node', searchFolders),
    wasm,
    cpu,
  }
}

/** Loads TensorFlow's package for Node, which shares TensorFlow.js's engine with ours through the global scope. */
function tensorflow(name: string, searchFolders: readonly string[]): BackendLoader {
  return async () => {
    const found = searchFolders.map(folder => resolveFrom(folder, name)).find(path => path !== undefined)
    if (found === undefined) throw new Error(`${name} is not installed; run "Convolens: Install TensorFlow for Node"`)
    restoreRemovedUtilities()
    try {
      return { version: createRequire(found)(found).version?.['tfjs-node'] }
    } catch (error) {
      throw new Error(explain(name, error instanceof Error ? error.message : String(error)))
    }
  }
}

function resolveFrom(folder: string, name: string): string | undefined {
  try {
    return createRequire(join(folder, 'package.json')).resolve(name)
  } catch {
    return undefined
  }
}

/** The packages' last release, 4.22.0, calls a function that Node 23 removed. */
function restoreRemovedUtilities(): void {
  const utilities = util as { isNullOrUndefined?: (value: unknown) => boolean }
  utilities.isNullOrUndefined ??= value => value === null || value === undefined
}

/** The reason in words: what the loader of native libraries says names neither the package nor the cure. */
function explain(name: string, message: string): string {
  const [first] = message.split('\n')
  if (/libcud|cudnn|cublas|cudart/i.test(message)) {
    return `${name} finds no CUDA 11.2 with cuDNN 8.1, which it was built for: ${first}`
  }
  if (/native addon|NODE_MODULE_VERSION|tfjs_binding|libtensorflow/i.test(message)) {
    return `${name} has no native library for Node ${process.versions.node}; install it again: ${first}`
  }
  return `${name} cannot be loaded: ${first}`
}
