import { backend } from '@tensorflow/tfjs-core'
import { type BackendLoaders, type BackendOptions, tryBackend } from '../../engine/backends/backends'
import { graphOf } from '../../engine/checks/build'
import type { BackendName, EngineProgress, EngineReply, EngineRequest, Image } from '../../engine/requests'
import { Session } from '../../engine/session'
import lenet from '../../examples/digits/lenet'
import manifest from '../../examples/digits/weights/model.json'
import weights from '../../examples/digits/weights/weights.bin'

export interface LossCheck {
  readonly backend: BackendName
  readonly missing?: string
  /** What the engine said when the GPU was gone. */
  readonly message?: string
  readonly failures: readonly string[]
}

/**
 * Takes WebGL's context away between two requests to the engine, and checks that the engine says so rather than waiting for ever or
 * answering wrong, and that the next backend then gives the numbers that the lost one gave.
 */
export async function checkLoss(
  name: BackendName,
  options: Omit<BackendOptions, 'backend'>,
  loaders: BackendLoaders,
): Promise<LossCheck> {
  const { reason } = await tryBackend(name, { backend: name, ...options }, loaders)
  if (reason !== undefined) return { backend: name, missing: reason, failures: [] }
  const engine = new Engine(loaders)
  const failures: string[] = []
  const before = await numbers(engine, name, options)
  const { gl } = (backend() as unknown as WebglBackend).gpgpu
  const gone = new Promise(resolve => gl.canvas.addEventListener('webglcontextlost', resolve))
  gl.getExtension('WEBGL_lose_context')!.loseContext()
  await gone
  const lost = await engine.ask({ kind: 'predict', imageId: 'a', image: digit })
  const message = lost.kind === 'error' ? `${lost.error.code}: ${lost.error.message}` : undefined
  if (message === undefined) failures.push(`the engine answered ${lost.kind} without a GPU`)
  else if (!/^backend-failed: the WebGL context was lost/.test(message)) failures.push(message)
  const after = await numbers(engine, 'wasm', options)
  const largest = Math.max(...before.map(Math.abs))
  const error = Math.max(...before.map((value, i) => Math.abs(value - after[i]))) / largest
  if (!(error < 1e-4)) failures.push(`wasm, which took its place, differs by ${error.toExponential(1)}`)
  return { backend: name, ...(message === undefined ? {} : { message }), failures }
}

/** What the backend keeps of its GPU, as far as it is needed here. */
interface WebglBackend {
  readonly gpgpu: { readonly gl: WebGL2RenderingContext }
}

/** Grey values that fall to the right: what they show does not matter. */
const digit: Image = {
  ...{ width: 28, height: 28 },
  data: Uint8ClampedArray.from({ length: 4 * 28 * 28 }, (_, i) => (i % 4 === 3 ? 255 : 9 * (27 - ((i >> 2) % 28)))),
}

/** Logits and Grad-CAM map of the digits network, on a backend started for it. */
async function numbers(engine: Engine, name: BackendName, options: Omit<BackendOptions, 'backend'>): Promise<number[]> {
  await engine.must({ kind: 'start', backend: name, ...options })
  const shards = { 'weights.bin': Uint8Array.from(weights).buffer }
  const loaded = { manifest: JSON.stringify(manifest), shards }
  await engine.must({ kind: 'load', graph: graphOf(lenet), seed: 1, weights: loaded })
  const prediction = await engine.must({ kind: 'predict', imageId: 'a', image: digit })
  const target = { kind: 'class', class: 1 } as const
  const cam = await engine.must({ kind: 'explain', method: 'gradCam', imageId: 'a', layer: 'tanh_2', target })
  if (prediction.kind !== 'predict' || cam.kind !== 'explain') throw new Error('an answer of another kind')
  return [...prediction.result.logits, ...cam.result.map]
}

type Payload = EngineRequest extends infer Request
  ? Request extends unknown
    ? Omit<Request, 'requestId'>
    : never
  : never

/** A session that is asked one thing after the other. */
class Engine {
  private readonly replies: (EngineReply | EngineProgress)[] = []
  private readonly session: Session
  private count = 0

  constructor(loaders: BackendLoaders) {
    this.session = new Session(reply => this.replies.push(reply), loaders)
  }

  async ask(payload: Payload): Promise<EngineReply> {
    await this.session.receive({ ...payload, requestId: ++this.count } as EngineRequest)
    return this.replies.at(-1) as EngineReply
  }

  async must(payload: Payload): Promise<EngineReply> {
    const reply = await this.ask(payload)
    if (reply.kind === 'error') throw new Error(`${payload.kind}: ${reply.error.message}`)
    return reply
  }
}
