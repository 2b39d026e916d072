import { backend, getBackend } from '@tensorflow/tfjs-core'
import { EngineError } from '../engineError'

/** What the WASM backend keeps of its memory, as far as it is needed here; addresses are signed. */
interface WasmModule {
  _malloc(bytes: number): number
  _free(address: number): void
}

/**
 * Lets the WASM backend refuse what finds no room in its 4 GB. Its own code takes the address 0, by which `malloc` says
 * no, for a place like any other, and overwrites what it rests on: wrong numbers, or a crash in a later computation.
 *
 * Tensors that find no room throw {@link EngineError} `out-of-memory` from then on.
 */
export function guardWasmMemory(wasmBackend: object): void {
  const { wasm } = wasmBackend as { wasm: WasmModule }
  // The first call replaces the function by the real one, and would replace the guard.
  wasm._free(wasm._malloc(1))
  const malloc = wasm._malloc
  wasm._malloc = bytes => {
    const address = malloc(bytes)
    if (address === 0 && bytes > 0) throw noRoom(bytes)
    return address
  }
}

/** What a kernel takes beside its weights when it packs them: their channels are padded. */
const PACKING_SLACK_BYTES = 2 ** 20

/**
 * Throws {@link EngineError} `out-of-memory` where the current backend has no room for a layer's weights once more: the
 * WASM backend keeps a packed copy of them, and computes on without it, to a wrong result, where it finds no room.
 */
export function checkRoomForPacking(bytes: number): void {
  if (getBackend() !== 'wasm' || bytes === 0) return
  const { wasm } = backend() as unknown as { wasm: WasmModule }
  wasm._free(wasm._malloc(bytes + PACKING_SLACK_BYTES))
}

function noRoom(bytes: number): EngineError {
  const megabytes = Math.max(1, Math.round(bytes / 2 ** 20))
  return new EngineError(
    'out-of-memory',
    `the WASM backend, which has 4 GB at most, finds no room for ${megabytes} MB more`,
    'Use smaller images or a smaller network, or a backend with more memory (convolens.backend).',
  )
}
