import { EngineError } from '../engineError'

/** What the two backends with a GPU keep of it, as far as it is needed here. */
interface GpuBackend {
  readonly gpgpu?: { readonly gl: { readonly canvas: EventTarget } }
  readonly device?: { readonly lost: Promise<{ readonly reason?: string; readonly message: string }> }
}

/**
 * Tells when the GPU behind a TensorFlow.js backend is taken away: its driver was reset, the machine slept, another
 * program used it up. What is being computed then never ends, so that waiting for it would be for ever.
 */
export function onBackendLoss(backend: object, listener: (loss: EngineError) => void): void {
  const { gpgpu, device } = backend as GpuBackend
  const lose = (message: string) =>
    listener(new EngineError('backend-failed', message, 'Restart the engine, or choose another backend.'))
  gpgpu?.gl.canvas.addEventListener('webglcontextlost', () => lose('the WebGL context was lost'))
  device?.lost.then(({ reason, message }) => {
    // The backend itself gave it back.
    if (reason !== 'destroyed') lose(`the WebGPU device was lost${message === '' ? '' : `: ${message}`}`)
  })
}
