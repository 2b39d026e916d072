import { backend, dispose, type Tensor } from '@tensorflow/tfjs-core'
import type { Layer } from '../builder/graph'
import { artefact } from './artefacts/artefact'
import { onBackendLoss } from './backends/backendLoss'
import { type BackendLoaders, startBackend, workerBackends } from './backends/backends'
import { watchGpuMemory } from './backends/gpuMemory'
import { surveyBackends } from './backends/surveyBackends'
import { isCount, strayMember } from './dataChecks'
import { describe } from './describe'
import { EngineError } from './engineError'
import { engineFailure } from './engineFailure'
import { activationMaps } from './explain/activationMaps'
import { ask } from './explain/ask'
import { channelMap } from './explain/channelMap'
import { contributions } from './explain/contributions'
import { explain } from './explain/explain'
import { explained } from './explain/explained'
import { explainedInput } from './explain/explainedInput'
import { offeredExplanations } from './explain/offeredExplanations'
import { scoreOf } from './explain/score'
import { judge } from './explain/trust/judge'
import { type Feed, fedInputs, feedOf, feedTensors } from './inputs/feed'
import { filterNumbers } from './kernels/filterNumbers'
import { type Kernel, kernelsOf } from './kernels/kernelsOf'
import { layerKernels } from './kernels/layerKernels'
import { loadedLayers } from './loadedLayers'
import { measuredField } from './measuredField'
import { Network } from './network'
import { predict } from './prediction'
import { suppliedRegions } from './reading/suppliedRegions'
import { requestMembers } from './requestMembers'
import {
  type EngineFailure,
  type EngineProgress,
  type EngineReply,
  type EngineRequest,
  type LayerOfImage,
  REMEMBERED_IMAGES,
  type Replies,
  type RequestKind,
  type Requests,
  type Steps,
  type WeightFiles,
  type WeightReport,
} from './requests'
import { initialWeights } from './weights/initialWeights'
import { type Origins, originsOf, sameSlots } from './weights/origins'
import { type PairedWeight, pairWeights } from './weights/pairWeights'
import { readWeights } from './weights/readWeights'
import { slotName, type WeightSlot, weightSlots } from './weights/slots'
import type { SourceWeight } from './weights/sourceWeight'
import { takeWeights } from './weights/takeWeights'

/** What is at hand while one request is answered. */
interface Context {
  readonly signal: AbortSignal
  progress(message: string, steps?: Steps): void
}

interface Known {
  readonly network: Network
  readonly trained: boolean
  readonly origins: Origins
}

const NO_FILE: { paired: readonly PairedWeight[]; report?: WeightReport } = { paired: [] }

/** Answers the requests a panel makes, one after the other; `cancel` at once. Never throws: errors are replies. */
export class Session {
  private known?: Known
  /** A version of the network to compare with. */
  private kept?: Known
  /** What was run, by image, in the network's inputs. */
  private readonly images = new Map<string, Feed>()
  /** What the network predicted from last, and its inputs made of it: further requests are about the same. */
  private held?: { readonly feed: Feed; readonly inputs: Record<string, Tensor> }
  /** What is in the files of weights that came last. */
  private sources?: readonly SourceWeight[]
  private readonly running = new Map<number, AbortController>()
  private queue: Promise<void> = Promise.resolve()
  /** Why the backend computes no more; until another one is started, every request fails for this. */
  private loss: EngineError | undefined
  private interrupt: (loss: EngineError) => void = () => {}
  private shortage: () => EngineError | undefined = () => undefined

  constructor(
    private readonly send: (message: EngineReply | EngineProgress) => void,
    private readonly backends: BackendLoaders = workerBackends,
  ) {}

  /** Takes a request; the promise is kept once it has been answered. */
  receive(request: EngineRequest): Promise<void> {
    const { kind, requestId } = (request ?? {}) as Partial<EngineRequest>
    if (kind === undefined || requestId === undefined) {
      const message = 'a message that is no request reached the engine'
      const error: EngineFailure = { code: 'malformed-request', message, action: REPORT }
      this.send({ kind: 'error', requestId: requestId ?? 0, error })
      return Promise.resolve()
    }
    if (request.kind === 'cancel' && isCount(request.target)) {
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
      if (!Object.hasOwn(this.handlers, kind))
        throw new EngineError('malformed-request', 'there is no request of this kind', REPORT)
      checkMembers(request)
      const handler = this.handlers[kind] as (request: EngineRequest, context: Context) => Promise<Replies[RequestKind]>
      const progress = (message: string, steps?: Steps) =>
        this.send({ kind: 'progress', requestId, message, ...(steps ? { steps } : {}) })
      const result = await this.unlessLost(handler(request, { signal, progress }))
      const shortage = this.shortage()
      if (shortage) throw shortage
      return { kind, requestId, result } as EngineReply
    } catch (error) {
      return { kind: 'error', requestId, error: engineFailure(error) }
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
      this.sources = undefined
      this.forget()
      this.kept?.network.dispose()
      this.kept = undefined
      const started = await startBackend(request, this.backends, name => progress(`starting ${name}`))
      const used = backend()
      this.shortage = watchGpuMemory(used)
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

    describe: async ({ graph }) => fromGraph('describe', () => describe(graph)),

    load: async ({ graph, weights, seed }, context) => {
      // Other files replace all numbers: the old ones make room first.
      if (typeof weights === 'object') this.forget()
      const before = this.setAside()
      try {
        const slots = fromGraph('load', () => weightSlots(graph))
        if (!slots.every(({ shape }) => shape.every(isCount))) throw malformed('load', 'graph')
        const { paired, report } = weights === undefined ? NO_FILE : pairWeights(slots, await this.sourcesOf(weights))
        const origins = originsOf(slots, paired, seed)
        const values = new Map<string, Float32Array | Tensor>(before && sameWeights(before, slots, origins))
        const others = paired.filter(({ slot }) => !values.has(slotName(slot)))
        for (const [name, numbers] of await takeWeights(others, context)) values.set(name, numbers)
        const all = fromGraph(
          'load',
          () => new Map(slots.map(slot => [slotName(slot), values.get(slotName(slot)) ?? initialWeights(slot, seed)])),
        )
        const trained = report !== undefined && report.missing.length === 0
        this.known = { network: new Network(graph, all), trained, origins }
        const layers = fromGraph('load', () => loadedLayers(graph))
        const explanations = fromGraph('load', () => offeredExplanations(graph, layers))
        return { trained, ...(report ? { report } : {}), layers, explanations }
      } finally {
        this.free(before)
      }
    },

    predict: async ({ imageId, image, feeds, reading, output }, { signal }) => {
      const { network, trained } = this.loaded()
      const { graph } = network
      const feed = feedOf(graph, { image, feeds })
      const inputs = await this.hold(network, feed, signal)
      // Before the network runs: where its answer is no number, the layers that it comes from are still to be looked at.
      this.remember(imageId, feed)
      const prediction = await predict(network, inputs, { signal, reading, output })
      return { ...prediction, fed: fedInputs(graph, feed, inputs), trained }
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
      return this.withFeed(network, this.remembered(imageId), signal, async inputs => ({
        ...(await contributions({ network, ...explained(inputs, network.graph.inputs[0]), score, signal }, layer)),
        trained,
      }))
    },

    channel: (request, { signal }) =>
      this.layerOutput(request, signal, output => channelMap(output, request.layer, request.channel)),

    kernels: async ({ layer, weight, view }, { signal }) => {
      const { network, trained } = this.loaded()
      const kernels = layerKernelsOf(network, layer)
      const kernel = kernels.find(one => one.weight === weight) ?? kernels[0]
      const read = await layerKernels(kernel, view, signal)
      return { layer, weights: kernels.map(one => one.weight), ...read, trained }
    },

    filter: async ({ layer, weight, filter }, { signal }) => {
      const { network, trained } = this.loaded()
      const kernels = layerKernelsOf(network, layer)
      const kernel = kernels.find(one => one.weight === weight) ?? kernels[0]
      const { bias } = network.weightsOf(checkLayer(network, layer))
      const read = await filterNumbers(kernel, filter, bias, signal)
      return { layer, weight: kernel.weight, filter, ...read, trained }
    },

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
      const feed = this.remembered(request.imageId)
      return this.withFeed(network, feed, context.signal, async inputs => ({
        ...(await explain(network, inputs, feed, request, context)),
        trained,
      }))
    },

    trust: async (request, context) => {
      const { network } = this.loaded()
      return this.withFeed(network, this.remembered(request.imageId), context.signal, async inputs => {
        const { explanation, question } = ask(network, inputs, request, context)
        const judged = await judge(explanation, question)
        const { layer, inputName: input } = question
        return { method: request.method, input, ...(layer === '' ? {} : { layer }), ...judged }
      })
    },

    field: async ({ imageId, layer, y, x, input }, { signal }) => {
      const { network, trained } = this.loaded()
      checkLayer(network, layer)
      const name = explainedInput(network.graph, layer, input)
      return this.withFeed(network, this.remembered(imageId), signal, async inputs => ({
        ...(await measuredField(network, inputs, name, layer, { y, x }, signal)),
        trained,
      }))
    },

    cancel: async () => ({}),
  }

  private async sourcesOf(weights: WeightFiles | 'same'): Promise<readonly SourceWeight[]> {
    if (weights !== 'same') this.sources = await readWeights(weights)
    if (this.sources !== undefined) return this.sources
    throw new EngineError('missing-shard', 'no weights were loaded before', 'Load the model again.')
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
    { imageId, layer, image, feeds, version }: LayerOfImage,
    signal: AbortSignal,
    read: (output: Tensor, kind: string) => Promise<Result>,
  ): Promise<Result & { trained: boolean }> {
    const { network, trained } = version === 'kept' ? this.keptOne() : this.loaded()
    const { kind } = checkLayer(network, layer)
    const { graph } = network
    const feed = image && feedOf(graph, { image, feeds })
    return this.withFeed(network, feed ?? this.remembered(imageId), signal, async inputs => {
      const outputs = await network.forward(inputs, new Set([layer]), signal)
      try {
        return { ...(await read(outputs.get(layer)![0], kind)), trained }
      } finally {
        dispose([...outputs.values()].flat())
      }
    })
  }

  private remember(imageId: string, feed: Feed): void {
    this.images.delete(imageId)
    this.images.set(imageId, feed)
    if (this.images.size > REMEMBERED_IMAGES) this.images.delete(this.images.keys().next().value!)
  }

  private remembered(imageId: string): Feed {
    const found = this.images.get(imageId)
    if (found) return found
    throw new EngineError('unknown-image', `the engine does not know the image ${imageId}`, 'Select the image again.')
  }

  /** Makes the inputs of the loaded network, and keeps them and what its layers give for them until others come. */
  private async hold(network: Network, feed: Feed, signal: AbortSignal): Promise<Readonly<Record<string, Tensor>>> {
    this.release()
    const inputs = await inputsFor(network, feed, signal)
    this.held = { feed, inputs }
    network.remember(inputs)
    return inputs
  }

  private release(): void {
    this.known?.network.remember()
    if (this.held) dispose(this.held.inputs)
    this.held = undefined
  }

  private async withFeed<Result>(
    network: Network,
    feed: Feed,
    signal: AbortSignal | undefined,
    run: (inputs: Readonly<Record<string, Tensor>>) => Promise<Result>,
  ): Promise<Result> {
    if (network === this.known?.network && feed === this.held?.feed) return run(this.held.inputs)
    const inputs = await inputsFor(network, feed, signal)
    try {
      return await run(inputs)
    } finally {
      dispose(inputs)
    }
  }

  private forget(): void {
    this.free(this.setAside())
  }

  /** The network that was loaded, and is so no longer. */
  private setAside(): Known | undefined {
    this.release()
    this.images.clear()
    const { known } = this
    this.known = undefined
    return known
  }

  private free(known: Known | undefined): void {
    if (known !== this.kept) known?.network.dispose()
  }
}

/** The weights that a network has already: they need not be read, brought to the backend and packed once more. */
function sameWeights({ network, origins }: Known, slots: readonly WeightSlot[], wanted: Origins): [string, Tensor][] {
  return sameSlots(slots, wanted, origins).map(slot => [slotName(slot), network.weightAt(slot)])
}

/** Throws {@link EngineError} `malformed-request` for a member that is not as {@link requestMembers} has it. */
function checkMembers({ kind, ...request }: EngineRequest): void {
  const member = strayMember<object>(requestMembers[kind], request)
  if (member !== undefined) throw malformed(kind, member)
}

/** What follows from a graph. What its layers hold is only looked at here, where damage deep inside names nothing by itself. */
function fromGraph<Result>(kind: RequestKind, follow: () => Result): Result {
  try {
    return follow()
  } catch (error) {
    throw error instanceof EngineError ? error : malformed(kind, 'graph', error)
  }
}

function malformed(kind: RequestKind, member: string, cause?: unknown): EngineError {
  const message = `the request ${kind} came with a member ${member} that cannot be read`
  return new EngineError('malformed-request', message, REPORT, { cause })
}

const REPORT = 'Reload the window; if it happens again, please report it.'

/** All inputs of a network, those for regions among them. Whoever asked disposes of them. */
async function inputsFor(network: Network, feed: Feed, signal?: AbortSignal): Promise<Record<string, Tensor>> {
  const inputs = feedTensors(network.graph, feed)
  try {
    return { ...inputs, ...(await suppliedRegions(network, inputs, signal)) }
  } catch (error) {
    dispose(inputs)
    throw error
  }
}

/** The filters of a layer. Throws {@link EngineError} `unknown-layer` or `not-explainable`. */
function layerKernelsOf(network: Network, name: string): Kernel[] {
  const layer = checkLayer(network, name)
  const slot = network.slots.find(one => one.layer === (layer.weightsOf ?? name) && one.weight === 'kernel')
  const given = { options: layer.options, weights: network.weightsOf(layer), flattened: slot?.flattened }
  const kernels = kernelsOf(layer.kind, given)
  if (kernels.length > 0) return kernels
  throw new EngineError('not-explainable', `${name}: a ${layer.kind} layer has no filters`, 'Choose a convolution.')
}

function checkLayer({ graph }: Network, name: string): Layer {
  const found = graph.layers.find(layer => layer.name === name)
  if (found) return found
  throw new EngineError('unknown-layer', `${graph.name} has no layer ${name}`, 'Select a layer of the model.')
}
