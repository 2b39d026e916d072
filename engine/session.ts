import { backend, dispose, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core'
import type { Graph, Layer } from '../builder/graph'
import { artefact } from './artefacts/artefact'
import { onBackendLoss } from './backends/backendLoss'
import { type BackendLoaders, startBackend, workerBackends } from './backends/backends'
import { surveyBackends } from './backends/surveyBackends'
import { describe } from './describe'
import { EngineError } from './engineError'
import { activationMaps } from './explain/activationMaps'
import { ask } from './explain/ask'
import { channelMap } from './explain/channelMap'
import { contributions } from './explain/contributions'
import { explain } from './explain/explain'
import { offeredExplanations } from './explain/offeredExplanations'
import { scoreOf } from './explain/score'
import { judge } from './explain/trust/judge'
import { imageInput, imageTensor } from './image'
import { loadedLayers } from './loadedLayers'
import { measuredField } from './measuredField'
import { Network } from './network'
import { fitImage } from './pictures/fitImage'
import { predict } from './prediction'
import {
  type EngineFailure,
  type EngineProgress,
  type EngineReply,
  type EngineRequest,
  type Image,
  type LayerOfImage,
  REMEMBERED_IMAGES,
  type Replies,
  type RequestKind,
  type Requests,
  type Steps,
  type WeightReport,
} from './requests'
import { initialWeights } from './weights/initialWeights'
import { matchWeights } from './weights/matchWeights'
import { readWeights } from './weights/readWeights'
import { slotName, weightSlots } from './weights/slots'

/** What is at hand while one request is answered. */
interface Context {
  readonly signal: AbortSignal
  progress(message: string, steps?: Steps): void
}

interface Known {
  readonly network: Network
  readonly trained: boolean
}

/** Answers the requests a panel makes, one after the other; `cancel` at once. Never throws: errors are replies. */
export class Session {
  private known?: Known
  /** A version of the network to compare with. */
  private kept?: Known
  private readonly images = new Map<string, Image>()
  private readonly running = new Map<number, AbortController>()
  private queue: Promise<void> = Promise.resolve()
  /** Why the backend computes no more; until another one is started, every request fails for this. */
  private loss: EngineError | undefined
  private interrupt: (loss: EngineError) => void = () => {}

  constructor(
    private readonly send: (message: EngineReply | EngineProgress) => void,
    private readonly backends: BackendLoaders = workerBackends,
  ) {}

  /** Takes a request; the promise is kept once it has been answered. */
  receive(request: EngineRequest): Promise<void> {
    const { kind, requestId } = (request ?? {}) as Partial<EngineRequest>
    if (kind === undefined || requestId === undefined) {
      const message = 'a message that is no request reached the engine'
      const error: EngineFailure = { code: 'internal', message, action: 'Report this as a fault of Convolens.' }
      this.send({ kind: 'error', requestId: requestId ?? 0, error })
      return Promise.resolve()
    }
    if (request.kind === 'cancel') {
      this.running.get(request.target)?.abort()
      this.send({ kind: 'cancel', requestId, result: {} })
      return Promise.resolve()
    }
    const controller = new AbortController()
    this.running.set(requestId, controller)
    this.queue = this.queue.then(async () => {
      this.send(await this.answer(request, controller.signal))
      this.running.delete(requestId)
    })
    return this.queue
  }

  private async answer(request: EngineRequest, signal: AbortSignal): Promise<EngineReply> {
    const { kind, requestId } = request
    try {
      if (signal.aborted) throw new EngineError('cancelled', 'the request was cancelled', 'Ask again.')
      if (!Object.hasOwn(this.handlers, kind)) throw new Error('there is no request of this kind')
      const handler = this.handlers[kind] as (request: EngineRequest, context: Context) => Promise<Replies[RequestKind]>
      const progress = (message: string, steps?: Steps) =>
        this.send({ kind: 'progress', requestId, message, ...(steps ? { steps } : {}) })
      return { kind, requestId, result: await this.unlessLost(handler(request, { signal, progress })) } as EngineReply
    } catch (error) {
      return { kind: 'error', requestId, error: failure(error) }
    }
  }

  /** The result of the work, or the loss of the backend, after which the work never ends. */
  private unlessLost<Result>(work: Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.interrupt = reject
      if (this.loss) reject(this.loss)
      work.then(resolve, reject)
    })
  }

  private readonly handlers: {
    readonly [Kind in RequestKind]: (request: Requests[Kind], context: Context) => Promise<Replies[Kind]>
  } = {
    start: async (request, { progress }) => {
      this.loss = undefined
      this.forget()
      this.kept?.network.dispose()
      this.kept = undefined
      const started = await startBackend(request, this.backends, name => progress(`starting ${name}`))
      const used = backend()
      onBackendLoss(used, loss => {
        // One that was left for another may be lost without harm.
        if (backend() !== used) return
        this.loss = loss
        this.interrupt(loss)
      })
      return started
    },

    survey: async (request, { progress }) => {
      this.loss = undefined
      this.forget()
      return { backends: await surveyBackends(request, this.backends, name => progress(`starting ${name}`)) }
    },

    describe: async ({ graph }) => describe(graph),

    load: async ({ graph, weights, seed }) => {
      this.forget()
      const slots = weightSlots(graph)
      let values: ReadonlyMap<string, Float32Array> = new Map()
      let report: WeightReport | undefined
      if (weights) ({ values, report } = matchWeights(slots, await readWeights(weights)))
      const all = new Map(slots.map(slot => [slotName(slot), values.get(slotName(slot)) ?? initialWeights(slot, seed)]))
      const trained = report !== undefined && report.missing.length === 0
      this.known = { network: new Network(graph, all), trained }
      const layers = loadedLayers(graph)
      return { trained, ...(report ? { report } : {}), layers, explanations: offeredExplanations(graph, layers) }
    },

    predict: async ({ imageId, image: given, reading }, { signal }) => {
      const { network, trained } = this.loaded()
      const image = fitImage(given, imageInput(network.graph).shape, network.graph.info.preprocessing)
      const prediction = await this.withImage(network.graph, image, ({ inputs }) =>
        predict(network, inputs, signal, reading),
      )
      this.images.delete(imageId)
      this.images.set(imageId, image)
      if (this.images.size > REMEMBERED_IMAGES) this.images.delete(this.images.keys().next().value!)
      return { ...prediction, trained }
    },

    activations: (request, { signal }) =>
      this.layerOutput(request, signal, async (output, kind) => ({
        layer: request.layer,
        ...(await activationMaps(output, kind)),
      })),

    contributions: async ({ imageId, layer, target }, { signal }) => {
      const { network, trained } = this.loaded()
      checkLayer(network, layer)
      const score = scoreOf(network.graph, target)
      return this.withImage(network.graph, this.remembered(imageId), async ({ name: inputName, value: input }) => ({
        ...(await contributions({ network, inputName, input, score, signal }, layer)),
        trained,
      }))
    },

    channel: (request, { signal }) =>
      this.layerOutput(request, signal, output => channelMap(output, request.layer, request.channel)),

    keep: async () => {
      const known = this.loaded()
      if (this.kept !== known) this.kept?.network.dispose()
      this.kept = known
      return {}
    },

    artefact: async (request, { signal }) => {
      const { network, trained } = this.loaded()
      return { ...(await artefact(network, request, signal)), trained }
    },

    explain: async (request, context) => {
      const { network, trained } = this.loaded()
      const image = this.remembered(request.imageId)
      return this.withImage(network.graph, image, async ({ name, value }) => ({
        ...(await explain(network, { name, value }, image, request, context)),
        trained,
      }))
    },

    trust: async (request, context) => {
      const { network } = this.loaded()
      return this.withImage(network.graph, this.remembered(request.imageId), async ({ name, value }) => {
        const { explanation, question } = ask(network, { name, value }, request, context)
        const judged = await judge(explanation, question)
        return { method: request.method, ...(question.layer === '' ? {} : { layer: question.layer }), ...judged }
      })
    },

    field: async ({ imageId, layer, y, x }, { signal }) => {
      const { network, trained } = this.loaded()
      checkLayer(network, layer)
      return this.withImage(network.graph, this.remembered(imageId), async ({ name, value }) => ({
        ...(await measuredField(network, { name, value }, layer, { y, x }, signal)),
        trained,
      }))
    },

    cancel: async () => ({}),
  }

  private loaded(): Known {
    if (this.known) return this.known
    throw new EngineError('no-network', 'no network is loaded', 'Open a model and run Visualize Activations.')
  }

  private keptOne(): Known {
    if (this.kept) return this.kept
    throw new EngineError('no-network', 'no version of the network is kept any more', 'Keep one again.')
  }

  /** What a layer gives for an image, and the kind of the layer; the tensor is gone once `read` is done with it. */
  private async layerOutput<Result>(
    { imageId, layer, image, version }: LayerOfImage,
    signal: AbortSignal,
    read: (output: Tensor, kind: string) => Promise<Result>,
  ): Promise<Result & { trained: boolean }> {
    const { network, trained } = version === 'kept' ? this.keptOne() : this.loaded()
    const { kind } = checkLayer(network, layer)
    const { graph } = network
    const fitted = image && fitImage(image, imageInput(graph).shape, graph.info.preprocessing)
    return this.withImage(graph, fitted ?? this.remembered(imageId), async ({ inputs }) => {
      const outputs = await network.forward(inputs, new Set([layer]), signal)
      try {
        return { ...(await read(outputs.get(layer)![0], kind)), trained }
      } finally {
        dispose([...outputs.values()].flat())
      }
    })
  }

  private remembered(imageId: string): Image {
    const found = this.images.get(imageId)
    if (found) return found
    throw new EngineError('unknown-image', `the engine does not know the image ${imageId}`, 'Select the image again.')
  }

  private async withImage<Result>(
    graph: Graph,
    image: Image,
    run: (given: { name: string; value: Tensor4D; inputs: Record<string, Tensor4D> }) => Promise<Result>,
  ): Promise<Result> {
    const { name, shape } = imageInput(graph)
    const value = imageTensor(image, shape, graph.info.preprocessing)
    try {
      return await run({ name, value, inputs: { [name]: value } })
    } finally {
      value.dispose()
    }
  }

  private forget(): void {
    if (this.known !== this.kept) this.known?.network.dispose()
    this.known = undefined
    this.images.clear()
  }
}

function checkLayer({ graph }: Network, name: string): Layer {
  const found = graph.layers.find(layer => layer.name === name)
  if (found) return found
  throw new EngineError('unknown-layer', `${graph.name} has no layer ${name}`, 'Select a layer of the model.')
}

function failure(error: unknown): EngineFailure {
  if (error instanceof EngineError) return { code: error.code, message: error.message, action: error.action }
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'internal', message, action: 'Report this as a fault of Convolens.' }
}
