import { createRequire } from 'node:module'
import { join } from 'node:path'
import { writeOnnx } from '../../../engine/export/writeOnnx'
import { toOnnx } from '../../../server/export/toOnnx'
import type { Given, Peer } from './measure'

/** What is used here of both of ONNX Runtime's packages. */
interface OnnxRuntime {
  readonly Tensor: new (type: 'float32', data: Float32Array, shape: readonly number[]) => { dispose(): void }
  readonly InferenceSession: {
    create(
      model: Uint8Array,
      options: object,
    ): Promise<{
      readonly inputNames: readonly string[]
      readonly outputNames: readonly string[]
      run(feeds: object): Promise<Readonly<Record<string, { getData(): Promise<unknown> }>>>
      release(): Promise<void>
    }>
  }
  readonly env: { readonly wasm: { numThreads?: number } }
}

/** ONNX Runtime on one thread, native or on WebAssembly; undefined where the folder has no such package. */
export function onnxRuntime(name: 'onnxruntime-node' | 'onnxruntime-web', folder: string) {
  return async ({ graph, values, image, size: [height, width, channels] }: Given): Promise<Peer | undefined> => {
    let runtime: OnnxRuntime
    try {
      runtime = createRequire(join(folder, 'package.json'))(name)
    } catch {
      return undefined
    }
    if (name === 'onnxruntime-web') runtime.env.wasm.numThreads = 1
    const session = await runtime.InferenceSession.create(writeOnnx(toOnnx(graph), values), {
      ...{ intraOpNumThreads: 1, interOpNumThreads: 1 },
      executionProviders: [name === 'onnxruntime-web' ? 'wasm' : 'cpu'],
    })
    const pixels = new Float32Array(image.length)
    for (let place = 0; place < height * width; place++)
      for (let channel = 0; channel < channels; channel++)
        pixels[channel * height * width + place] = image[place * channels + channel]
    const feeds = { [session.inputNames[0]]: new runtime.Tensor('float32', pixels, [1, channels, height, width]) }
    return {
      ...{ name, isTensors: false },
      run: async () => (await session.run(feeds))[session.outputNames[0]].getData(),
      dispose: () => void session.release(),
    }
  }
}
