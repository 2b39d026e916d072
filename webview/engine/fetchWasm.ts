const FILES = ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm']

/**
 * The addresses of TensorFlow.js's .wasm files as the engine's worker can fetch them, by name.
 *
 * A worker that was started from a blob is not served the extension's files in every editor, but the page is.
 */
export async function fetchWasm(folder: string): Promise<Record<string, string>> {
  const entries = await Promise.all(
    FILES.map(async file => {
      const response = await fetch(folder + file)
      // The engine then says that WASM does not start, and why, and takes the next backend.
      if (!response.ok) return [file, folder + file]
      const bytes = await response.arrayBuffer()
      return [file, URL.createObjectURL(new Blob([bytes], { type: 'application/wasm' }))]
    }),
  )
  return Object.fromEntries(entries)
}
