import { EngineError } from '../engineError'

/** What the two backends with a GPU keep of it, as far as it is needed here. */
interface GpuBackend {
  readonly gpgpu?: { readonly gl: { getError(): number } }
  readonly device?: EventTarget
}

/** `gl.NO_ERROR`, `gl.OUT_OF_MEMORY` (OpenGL ES 3.0, section 2.5), `gl.CONTEXT_LOST_WEBGL` (WebGL 1.0, section 5.14.3). */
const NO_ERROR = 0
const OUT_OF_MEMORY = 0x0505
const CONTEXT_LOST = 0x9242

/**
 * Tells whether the memory of the GPU behind a TensorFlow.js backend ran out. Neither backend looks: textures and buffers that
 * find no room read as zeros, so that a picture made of them is wrong without a sign.
 *
 * The function returned gives {@link EngineError} `out-of-memory` where that happened since it was last called.
 */
export function watchGpuMemory(backend: object): () => EngineError | undefined {
  const { gpgpu, device } = backend as GpuBackend
  let refused = false
  device?.addEventListener('uncapturederror', event => {
    refused ||= isShortage((event as Event & { error: Error }).error)
  })
  return () => {
    // The graphics context keeps one error of each kind, and gives each once.
    for (let error = gpgpu?.gl.getError() ?? NO_ERROR; error !== NO_ERROR; error = gpgpu!.gl.getError()) {
      refused ||= error === OUT_OF_MEMORY
      // A lost context gives the same error for ever, and is told of by itself.
      if (error === CONTEXT_LOST) break
    }
    if (!refused) return undefined
    refused = false
    return new EngineError(
      'out-of-memory',
      'the GPU has no room for what the network computes',
      'Use smaller images or a smaller network, or a backend with more memory (convolens.backend).',
    )
  }
}

/** WebGPU tells of a buffer larger than any may be as of a mistake in the call. */
function isShortage(error: Error): boolean {
  return error.constructor.name === 'GPUOutOfMemoryError' || /exceeds the max buffer size/.test(error.message)
}
