import type { BackendName, RequestKind, Requests, Steps } from '../engine/requests'
import { type EngineCall, type EngineClient, EngineRefusal } from './engine/engineClient'
import type { WeightReader } from './engine/weightReader'
import { feedsOf } from './images/inputSlots'
import type { Setup, WeightFiles } from './protocol'
import { explanationTarget, explanationTold } from './reading'
import {
  chosenOutput,
  explanationCost,
  inputWanted,
  layerFor,
  offered,
  passesOf,
  preprocessingOf,
  takesMany,
  waitsForRun,
} from './selectors'
import type { Progress, Stage } from './state'
import type { Store } from './store'
import { strings } from './strings/strings'

/** What must be done again after each step was, in the order of doing. */
const FOLLOWING: Readonly<Record<Stage, readonly Stage[]>> = {
  start: ['start', 'load', 'predict', 'activations', 'explain'],
  load: ['load', 'predict', 'activations', 'explain'],
  predict: ['predict', 'activations', 'explain'],
  activations: ['activations'],
  explain: ['explain'],
  trust: ['trust'],
}

const BACKENDS: readonly BackendName[] = ['webgpu', 'webgl', 'wasm', 'cpu']

/** Weights made from it are the same at every run, so that an edit changes only the layers it touches. */
const SEED = 1

/** How long the engine may take to notice that the user wants it to stop; a busy one is then ended. */
const PATIENCE = 1500

const WEIGHT_CODES: readonly string[] = [
  'broken-manifest',
  'missing-shard',
  'truncated-shard',
  'unsupported-weights',
  'weights-do-not-fit',
  'weights-not-finite',
]

interface Running {
  readonly stage: Stage
  call?: Pick<EngineCall<RequestKind>, 'cancel'>
  /** Its result is not wanted any more. */
  obsolete: boolean
}

/** Brings the pictures up to date with the state, step by step, and never does what a newer wish made useless. */
export class Pipeline {
  private readonly due = new Set<Stage>()
  private running: Running | undefined
  private working = false
  private weights: WeightFiles | undefined
  /** Those that the engine has. */
  private sent: WeightFiles | undefined
  /** The backends to try next; absent until one broke down. */
  private remaining: readonly BackendName[] | undefined

  constructor(
    private readonly store: Store,
    private readonly engine: EngineClient,
    private readonly setup: Pick<Setup, 'backend'> & Pick<Requests['start'], 'wasmPath'>,
    private readonly readWeights: WeightReader = async files => files,
  ) {
    engine.onIdleCrash(crash => this.fail('start', crash))
  }

  /** The binary files for the model that is shown; undefined where there are none. */
  useWeights(weights: WeightFiles | undefined): void {
    this.weights = weights
  }

  /** Does a step again, and all that rest on it. */
  request(stage: Stage): void {
    const first: Stage = this.store.state.started === undefined && this.running?.stage !== 'start' ? 'start' : stage
    for (const step of FOLLOWING[first]) this.due.add(step)
    const { running } = this
    // What measures an explanation that is made anew is of no use either.
    const resting = running?.stage === 'trust' ? 'explain' : running?.stage
    if (running !== undefined && (running.stage === first || FOLLOWING[first].includes(resting!))) {
      running.obsolete = true
      running.call?.cancel()
    }
    void this.work()
  }

  /** Stops on the user's wish. */
  cancel(): void {
    const { running } = this
    if (running === undefined) return
    this.due.clear()
    running.call?.cancel()
    setTimeout(() => {
      if (this.running === running) this.engine.restart()
    }, PATIENCE)
  }

  /** A new engine, and everything again. */
  restart(): void {
    this.remaining = undefined
    this.abandon()
    this.store.dispatch({ type: 'restarted' })
    this.request('start')
  }

  /** Keeps the network as it is, to compare later ones with. Where there is none, who compares is told. */
  keep(): void {
    this.engine.call('keep', {}).result.catch(() => {})
  }

  private abandon(): void {
    if (this.running !== undefined) this.running.obsolete = true
    this.engine.restart()
  }

  private async work(): Promise<void> {
    if (this.working) return
    this.working = true
    for (let stage = this.next(); stage !== undefined; stage = this.next()) {
      this.due.delete(stage)
      const running: Running = { stage, obsolete: false }
      this.running = running
      this.store.dispatch({ type: 'busy', message: strings.stages[stage] })
      try {
        await this[stage](running)
      } catch (error) {
        if (!running.obsolete) this.fail(stage, error as Error)
      }
      this.running = undefined
    }
    this.working = false
    this.store.dispatch({ type: 'busy', message: undefined })
  }

  private next(): Stage | undefined {
    return [...FOLLOWING.start, 'trust' as const].find(stage => this.due.has(stage))
  }

  private async ask<Kind extends RequestKind & Stage>(
    running: Running,
    kind: Kind,
    request: Requests[Kind],
    /** What is being done, where its steps are counted; the engine's own words else. */
    title?: string,
  ) {
    const started = performance.now()
    const call = this.engine.call(kind, request, (told, steps) => {
      const message = title === undefined || steps === undefined ? told : title
      this.store.dispatch({ type: 'busy', message, steps: steps && withTime(steps, performance.now() - started) })
    })
    running.call = call as EngineCall<RequestKind>
    const result = await call.result
    // A result that comes although it was called off would show what the user has left behind.
    if (running.obsolete) throw new EngineRefusal('cancelled', 'called off', '')
    return result
  }

  private async start(running: Running): Promise<void> {
    const { wasmPath, backend } = this.setup
    const candidates: readonly (BackendName | 'auto')[] = this.remaining ?? [backend]
    for (const [index, candidate] of candidates.entries())
      try {
        // Who names a backend wants that one, even emulated; what is chosen for the user should be fast.
        const allowSoftware = candidate === backend && backend !== 'auto'
        this.sent = undefined
        const started = await this.ask(running, 'start', { backend: candidate, wasmPath, allowSoftware })
        this.store.dispatch({ type: 'started', started })
        return
      } catch (error) {
        const refused = error instanceof EngineRefusal && error.code === 'no-backend'
        if (!refused || index === candidates.length - 1) throw error
        this.store.dispatch({ type: 'fell', name: candidate as BackendName, reason: error.message })
      }
  }

  private async load(running: Running): Promise<void> {
    const { model } = this.store.state
    if (model === undefined) return
    const info = { ...model.graph.info, preprocessing: preprocessingOf(this.store.state) }
    const request = { graph: { ...model.graph, info }, seed: SEED }
    try {
      const readable = await this.readableWeights(running)
      // An edit leaves the weights as they are, and the engine has them.
      const weights = readable !== undefined && readable === this.sent ? 'same' : readable
      const loaded = await this.ask(running, 'load', { ...request, weights })
      this.sent = readable
      this.store.dispatch({ type: 'loaded', loaded })
    } catch (error) {
      if (!(error instanceof EngineRefusal) || !WEIGHT_CODES.includes(error.code)) throw error
      // The network can still be looked at with random weights, as long as the panel says so.
      this.store.dispatch({ type: 'weightsRefused', failure: { message: error.message, action: error.action } })
      // Files that do not fit this version of the network may fit the next, which an undo brings back.
      if (error.code !== 'weights-do-not-fit') this.weights = undefined
      const loaded = await this.ask(running, 'load', request)
      this.store.dispatch({ type: 'loaded', loaded })
    }
  }

  /** Read once for all edits. */
  private async readableWeights(running: Running): Promise<WeightFiles | undefined> {
    const { weights } = this
    if (weights === undefined) return undefined
    const controller = new AbortController()
    running.call = { cancel: () => controller.abort() }
    const readable = await this.readWeights(weights, controller.signal)
    // Others may have come meanwhile.
    if (this.weights === weights) this.weights = readable
    return readable
  }

  private async predict(running: Running): Promise<void> {
    const { loaded, images, image: imageId, reading } = this.store.state
    const image = images.find(({ id }) => id === imageId)
    if (loaded === undefined || imageId === undefined || image === undefined) return
    const { state } = this.store
    const feeds = feedsOf(state)
    const output = chosenOutput(state)
    const request = {
      imageId,
      image: image.pixels,
      reading: reading.as,
      ...(feeds && { feeds }),
      ...(output && { output }),
    }
    const prediction = await this.ask(running, 'predict', request)
    this.store.dispatch({ type: 'predicted', prediction })
  }

  private async activations(running: Running): Promise<void> {
    const { state } = this.store
    const { loaded, image: imageId, layer } = state
    if (loaded === undefined || imageId === undefined || layer === undefined) return
    const activations = await this.ask(running, 'activations', { imageId, layer })
    this.store.dispatch({ type: 'activated', activations })
  }

  private async explain(running: Running): Promise<void> {
    const { state } = this.store
    const explained = explanationTarget(state)
    const method = offered(state)
    if (state.prediction === undefined || state.image === undefined) return
    const layer = layerFor(state, method)
    if (explained === undefined || method === undefined || (method.needs === 'layer' && layer === undefined)) {
      this.store.dispatch({ type: 'explained', explanation: undefined })
      return
    }
    const cost = explanationCost(state)
    if (waitsForRun(state)) {
      // The map of another method, class or image is not left to stand for the one that was chosen.
      this.store.dispatch({ type: 'explained', explanation: undefined })
      return
    }
    const at = { ...(layer === undefined ? {} : { layer }), ...inputWanted(state) }
    const request = { imageId: state.image, method: method.name, ...at }
    const title = strings.explanation.methodTitle(method.name, method.title)
    const isLong = cost !== undefined && takesMany(cost)
    if (isLong) this.store.dispatch({ type: 'busy', message: title, steps: { done: 0, all: cost.forwardPasses } })
    const started = performance.now()
    const explanation = await this.ask(running, 'explain', { ...request, target: explained.target }, title)
    const pace = isLong ? { pace: (performance.now() - started) / passesOf(cost) } : {}
    this.store.dispatch({ type: 'explained', explanation: explanationTold(explanation, explained), ...pace })
  }

  /** Only where the user asked for it, of the explanation that is shown. */
  private async trust(running: Running): Promise<void> {
    const { trust, explanation, image: imageId } = this.store.state
    const explained = explanationTarget(this.store.state)
    if (trust !== 'wanted' || explanation === undefined || imageId === undefined || explained === undefined) return
    const { method, layer, input } = explanation
    const request = { imageId, method, input, ...(layer === undefined ? {} : { layer }), target: explained.target }
    const measured = await this.ask(running, 'trust', request, strings.stages.trust)
    this.store.dispatch({ type: 'trustMeasured', trust: measured })
  }

  private fail(stage: Stage, error: Error): void {
    const code = error instanceof EngineRefusal ? error.code : 'internal'
    // Where the answer is no number, the activations show from which layer on.
    const kept = code === 'result-not-finite' ? 'activations' : undefined
    for (const step of FOLLOWING[stage]) if (step !== kept) this.due.delete(step)
    if (code === 'backend-failed' && this.fallBack(error.message)) return
    if (code === 'cancelled') {
      const failure = { message: strings.status.stopped, action: '', stage, restart: false }
      this.store.dispatch({ type: 'failed', failure })
      return
    }
    const restart = code === 'crashed' || code === 'internal' || stage === 'start' || code === 'backend-failed'
    const action = error instanceof EngineRefusal ? error.action : strings.status.restartEngine
    // Nothing of a dead engine can be used again, so the next wish starts a new one.
    if (restart) {
      this.due.clear()
      this.engine.restart()
      this.store.dispatch({ type: 'restarted' })
    }
    this.store.dispatch({ type: 'failed', failure: { message: sentence(error.message), action, stage, restart } })
  }

  /** Goes on with the next best backend after one broke down. False where there is none. */
  private fallBack(reason: string): boolean {
    const { started } = this.store.state
    if (started === undefined) return false
    this.remaining = BACKENDS.slice(BACKENDS.indexOf(started.backend) + 1)
    if (this.remaining.length === 0) return false
    this.abandon()
    this.store.dispatch({ type: 'fell', name: started.backend, reason })
    for (const step of FOLLOWING.start) this.due.add(step)
    return true
  }
}

/** What is left, if it goes on as it has so far. */
function withTime(steps: Steps, elapsed: number): Progress {
  const { done, all } = steps
  return done === 0 ? steps : { ...steps, remaining: (elapsed * (all - done)) / done }
}

/** Begins with a capital, unless with the name of a layer, and ends with a stop. */
function sentence(message: string): string {
  const begun = message.replace(/^[a-z]+(?=[ ,:;])/, word => `${word[0].toUpperCase()}${word.slice(1)}`)
  return message === '' || /[.!?]$/.test(message) ? begun : `${begun}.`
}
