import { beforeEach, expect, test, vi } from 'vitest'
import { input, model } from '../builder/index'
import type { EngineFailure, EngineRequest, Replies, RequestKind, Requests } from '../engine/requests'
import { EngineClient } from './engine/engineClient'
import { Pipeline } from './pipeline'
import { timeOf, waitsForRun } from './selectors'
import { Store } from './store'

const image = input(8, 8, 1)
const { graph } = model('Small', image, image.conv2d(2, 3).relu().globalAveragePool2d().dense(3).softmax())
const pixels = { width: 1, height: 1, data: new Uint8ClampedArray(4) }
const drawn = { tiles: new Uint8Array(1), tileWidth: 1, tileHeight: 1, trained: true }
const scores = new Float32Array([0.1, 0.7, 0.2])
const layer = { kind: 'conv2d', shape: [6, 6, 2], explainable: true }

type Answer = {
  [Kind in RequestKind]?: (request: EngineRequest) => Replies[Kind] | EngineFailure | 'crash' | 'silence'
}

const results: Answer = {
  start: () => ({ backend: 'webgl', tried: [] }),
  load: () => ({
    trained: true,
    layers: [
      { ...layer, name: 'conv2d_1' },
      { ...layer, name: 'relu_1' },
    ],
    explanations: [
      { name: 'gradCam', title: 'Grad-CAM', answers: 'Where?', needs: 'layer', costs: [], trust: [] },
      { name: 'saliency', title: 'Saliency', answers: 'Which pixels?', needs: 'none', costs: [], trust: [] },
    ],
  }),
  predict: () => ({
    ...{ scores, logits: scores, activation: 'softmax', labels: ['a', 'b', 'c'], trained: true, milliseconds: 2 },
    ...{ reading: { kind: 'classes' }, readings: ['classes'], output: 0, fed: [] },
  }),
  activations: request => ({
    ...{ ...drawn, layer: (request as { layer: string }).layer, shape: [6, 6, 1] },
    channels: [{ min: 0, max: 1, mean: 0.5, dead: false, saturated: 0, notFinite: 0 }],
  }),
  explain: request => {
    const { layer, method, target } = request as unknown as Requests['explain'] & { target: { class: number } }
    const map = { map: scores, width: 1, height: 1, intensity: scores, heat: pixels, empty: false, trained: true }
    const cost = { forwardPasses: 1, backwardPasses: 1 }
    const told = { signed: false, facts: {}, cost, method, input: 'input_1', layer, label: 'abc'[target.class] }
    return { ...map, ...told, logit: 1, score: 0.5, isShare: true }
  },
}

let store: Store
let asked: EngineRequest[]
let answers: Answer
let pipeline: Pipeline
/** What the engine says by itself. */
let told: (message: unknown) => void

beforeEach(() => {
  store = new Store()
  asked = []
  answers = { ...results }
  const engine = new EngineClient(async (receive, crashed) => ({
    post(message) {
      told = receive
      const request = message as EngineRequest
      asked.push(request)
      const { kind, requestId } = request
      if (kind === 'cancel') {
        const error = { code: 'cancelled', message: 'the request was cancelled', action: 'Ask again.' }
        queueMicrotask(() => receive({ kind: 'error', requestId: request.target, error }))
        return
      }
      const answer = answers[kind]!(request)
      queueMicrotask(() => {
        if (answer === 'crash') crashed('out of memory')
        else if (answer !== 'silence')
          receive('code' in answer ? { kind: 'error', requestId, error: answer } : { kind, requestId, result: answer })
      })
    },
    end: () => {},
  }))
  pipeline = new Pipeline(store, engine, { backend: 'auto', wasmPath: '/wasm/' })
  store.dispatch({ type: 'shown', model: { uri: 'file:///s.ts', file: 's.ts', graph, weights: {} } })
  store.dispatch({ type: 'imagesAdded', images: [{ id: 'a', name: 'a.png', set: 'own', url: '', pixels }] })
})

/** Until nothing is left to do. */
async function done(): Promise<void> {
  await vi.waitFor(() => {
    expect(asked.length).toBeGreaterThan(0)
    expect(store.state.busy).toBeUndefined()
  })
}

const kinds = () => asked.map(({ kind }) => kind)

test('from nothing to all pictures, step by step', async () => {
  pipeline.request('start')
  await done()
  expect(kinds()).toEqual(['start', 'load', 'predict', 'activations', 'explain'])
  expect(store.state.activations?.layer).toBe('conv2d_1')
  // The class predicted, and the last layer with several places.
  expect([store.state.explanation?.label, store.state.explanation?.layer]).toEqual(['b', 'relu_1'])
})

test('without an engine, whatever is wished for starts one', async () => {
  pipeline.request('activations')
  await done()
  expect(kinds()[0]).toBe('start')
})

test('another layer is drawn without running the rest again', async () => {
  pipeline.request('start')
  await done()
  asked.length = 0
  store.dispatch({ type: 'layerChosen', layer: 'relu_1' })
  pipeline.request('activations')
  await done()
  expect(kinds()).toEqual(['activations'])
  expect(store.state.activations?.layer).toBe('relu_1')
})

test('weights that do not fit a change of the network are back when it is undone', async () => {
  const report = { matched: [], missing: [], unused: [], notes: [] }
  const refusal = { code: 'weights-do-not-fit', message: 'conv2d_1/kernel is 3×3', action: 'Undo the change.' } as const
  const load = results.load!
  let fit = false
  answers.load = request => {
    const { weights } = request as Requests['load']
    if (weights === undefined) return { ...(load(request) as Replies['load']), trained: false }
    return fit ? { ...(load(request) as Replies['load']), report } : refusal
  }
  pipeline.useWeights({ file: 'small.safetensors', data: new ArrayBuffer(1) })
  pipeline.request('start')
  await done()
  expect([store.state.loaded?.trained, store.state.model?.weights.failure?.message]).toEqual([false, refusal.message])
  fit = true
  pipeline.request('load')
  await done()
  expect([store.state.loaded?.trained, store.state.model?.weights.failure]).toEqual([true, undefined])
})

test('a newer wish calls off the running step, and only the newer one is shown', async () => {
  pipeline.request('start')
  await done()
  asked.length = 0
  const seen = new Set<string | undefined>()
  store.subscribe(({ activations }) => seen.add(activations?.layer))
  answers.activations = request =>
    (request as { layer: string }).layer === 'input_1' ? 'silence' : results.activations!(request)
  store.dispatch({ type: 'layerChosen', layer: 'input_1' })
  pipeline.request('activations')
  await vi.waitFor(() => expect(kinds()).toEqual(['activations']))
  store.dispatch({ type: 'layerChosen', layer: 'relu_1' })
  pipeline.request('activations')
  await done()
  expect(kinds()).toEqual(['activations', 'cancel', 'activations'])
  expect([...seen]).toEqual(['conv2d_1', 'relu_1'])
  expect(store.state.failure).toBeUndefined()
})

test('another method explains the same class without running the rest again, and needs no layer', async () => {
  pipeline.request('start')
  await done()
  asked.length = 0
  store.dispatch({ type: 'methodChosen', method: 'saliency' })
  pipeline.request('explain')
  await done()
  expect(asked).toEqual([
    { kind: 'explain', requestId: 6, imageId: 'a', method: 'saliency', target: { kind: 'class', class: 1 } },
  ])
})

test('where the answer is no number, the activations are shown nevertheless, and no explanation', async () => {
  const failure = { code: 'result-not-finite', message: 'relu_1: its output is too large', action: 'Scale.' } as const
  answers.predict = () => failure
  pipeline.request('start')
  await done()
  expect(kinds()).toEqual(['start', 'load', 'predict', 'activations'])
  expect(store.state.activations?.layer).toBe('conv2d_1')
  expect(store.state.failure).toMatchObject({ message: 'relu_1: its output is too large.', stage: 'predict' })
})

test('without an image the network is loaded and nothing runs', async () => {
  store = new Store()
  const { state } = store
  expect(state.images).toEqual([])
  store.dispatch({ type: 'shown', model: { uri: 'file:///s.ts', file: 's.ts', graph, weights: {} } })
  const engine = new EngineClient(async receive => ({
    post(message) {
      const request = message as EngineRequest
      asked.push(request)
      const { kind, requestId } = request
      queueMicrotask(() => receive({ kind, requestId, result: results[kind]!(request) }))
    },
    end: () => {},
  }))
  new Pipeline(store, engine, { backend: 'auto', wasmPath: '/wasm/' }).request('start')
  await done()
  expect(kinds()).toEqual(['start', 'load'])
})

test('weights that cannot be used are told, and the network runs without them', async () => {
  const failure = { code: 'truncated-shard', message: 'weights.bin is cut off', action: 'Copy it again.' } as const
  answers.load = request => {
    if ((request as { weights?: object }).weights !== undefined) return failure
    return { ...(results.load!(request) as Replies['load']), trained: false }
  }
  pipeline.useWeights({ manifest: '{}', shards: {} })
  pipeline.request('start')
  await done()
  expect(kinds()).toEqual(['start', 'load', 'load', 'predict', 'activations', 'explain'])
  expect(store.state.model?.weights.failure).toEqual({ message: failure.message, action: failure.action })
  expect(store.state.loaded?.trained).toBe(false)
})

test('weights are sent to an engine once, and again to the next one', async () => {
  const weights = { manifest: '{}', shards: {} }
  const sent = () => asked.filter(({ kind }) => kind === 'load').map(request => (request as Requests['load']).weights)
  pipeline.useWeights(weights)
  pipeline.request('start')
  await done()
  pipeline.request('load')
  await done()
  expect(sent()).toEqual([weights, 'same'])
  pipeline.restart()
  await vi.waitFor(() => expect(sent().length).toBe(3))
  await done()
  const others = { manifest: '{ }', shards: {} }
  pipeline.useWeights(others)
  pipeline.request('load')
  await done()
  expect(sent().slice(2)).toEqual([weights, others])
})

test('a step that fails leaves those that do not rest on it', async () => {
  answers.activations = () => ({ code: 'unknown-layer', message: 'no layer x', action: 'Select a layer.' })
  pipeline.request('start')
  await done()
  expect(store.state.failure).toMatchObject({ message: 'No layer x.', stage: 'activations', restart: false })
  expect(store.state.explanation).toBeDefined()
})

test('a step that fails takes with it those that rest on it', async () => {
  answers.predict = () => ({ code: 'wrong-image', message: 'two inputs', action: 'Choose another model.' })
  pipeline.request('start')
  await done()
  expect(kinds()).toEqual(['start', 'load', 'predict'])
})

test('a backend that breaks down is replaced by the next best, and all is done again', async () => {
  let broken = false
  answers.explain = request => {
    if (broken) return results.explain!(request)
    broken = true
    return { code: 'backend-failed', message: 'the WebGL context was lost', action: '' }
  }
  answers.start = request => ({
    ...{ backend: (request as { backend: string }).backend === 'wasm' ? 'wasm' : 'webgl', tried: [] },
  })
  pipeline.request('start')
  await done()
  expect(asked.filter(({ kind }) => kind === 'start').map(request => (request as { backend: string }).backend)).toEqual(
    [...['auto', 'wasm']],
  )
  expect(store.state.started?.backend).toBe('wasm')
  expect(store.state.fallen).toEqual([{ name: 'webgl', reason: 'the WebGL context was lost' }])
  expect([store.state.explanation?.layer, store.state.failure]).toEqual(['relu_1', undefined])
})

test('a crash offers a restart, which brings all back', async () => {
  answers.explain = () => 'crash'
  pipeline.request('start')
  await done()
  expect(store.state.failure).toMatchObject({ message: 'Out of memory.', restart: true })
  answers.explain = results.explain
  pipeline.restart()
  await vi.waitFor(() => expect(store.state.explanation).toBeDefined())
  expect(store.state.failure).toBeUndefined()
})

test('the user stops the work', async () => {
  answers.predict = () => 'silence'
  pipeline.request('start')
  await vi.waitFor(() => expect(kinds()).toContain('predict'))
  pipeline.cancel()
  await done()
  expect(kinds()).toEqual(['start', 'load', 'predict', 'cancel'])
  expect(store.state.failure).toMatchObject({ message: 'Stopped.', stage: 'predict' })
})

test('an engine that does not listen any more is ended when the user stops the work', async () => {
  answers.predict = () => 'silence'
  const ended = vi.fn()
  const deaf = new EngineClient(async receive => ({
    post(message) {
      const request = message as EngineRequest
      asked.push(request)
      const { kind, requestId } = request
      if (kind === 'start' || kind === 'load')
        queueMicrotask(() => receive({ kind, requestId, result: results[kind]!(request) }))
    },
    end: ended,
  }))
  const stubborn = new Pipeline(store, deaf, { backend: 'auto', wasmPath: '/wasm/' })
  stubborn.request('start')
  await vi.waitFor(() => expect(kinds()).toContain('predict'))
  stubborn.cancel()
  await vi.waitFor(() => expect(ended).toHaveBeenCalled(), { timeout: 5000 })
  await done()
})

const judged = {
  ...{
    method: 'gradCam',
    input: 'input_1',
    layer: 'relu_1',
    label: 'b',
    cost: { forwardPasses: 60, backwardPasses: 4 },
  },
  ...{ deletion: { scores, area: 0.1 }, insertion: { scores, area: 0.8 }, randomization: [] },
  road: { shares: [0.5], most: scores, least: scores, score: 0.2 },
}

test('trust is measured where the user wants it, of the explanation that is shown, until there is another one', async () => {
  answers.trust = () => judged
  pipeline.request('start')
  await done()
  expect(asked.some(({ kind }) => kind === 'trust')).toBe(false)
  store.dispatch({ type: 'trustWanted' })
  pipeline.request('trust')
  await vi.waitFor(() => expect(store.state.trust).toEqual(judged))
  expect(asked.at(-1)).toMatchObject({
    kind: 'trust',
    method: 'gradCam',
    layer: 'relu_1',
    target: { kind: 'class', class: 1 },
  })
  store.dispatch({ type: 'classChosen', class: 2 })
  pipeline.request('explain')
  await vi.waitFor(() => expect(store.state.explanation?.label).toBe('c'))
  expect(store.state.trust).toBeUndefined()
  expect(asked.filter(({ kind }) => kind === 'trust').length).toBe(1)
})

test('another explanation calls the measurement off', async () => {
  answers.trust = () => 'silence'
  pipeline.request('start')
  await done()
  store.dispatch({ type: 'trustWanted' })
  pipeline.request('trust')
  await vi.waitFor(() => expect(asked.at(-1)?.kind).toBe('trust'))
  pipeline.request('explain')
  await vi.waitFor(() => expect(kinds()).toContain('cancel'))
  await done()
  expect(kinds().at(-1)).toBe('explain')
})

/** RISE takes a thousand passes, Grad-CAM two. */
function offerLong(): void {
  answers.load = request => {
    const found = results.load!(request) as Replies['load']
    const cost = { forwardPasses: 1000, backwardPasses: 0 }
    const rise = {
      name: 'rise',
      title: 'RISE',
      answers: 'Which?',
      needs: 'none' as const,
      costs: [cost],
      trust: [cost],
    }
    return { ...found, explanations: [...found.explanations, rise] }
  }
}

test('what takes many passes is not begun because it is chosen, but when it is wanted, and anew for another class', async () => {
  offerLong()
  pipeline.request('start')
  await done()
  asked.length = 0
  store.dispatch({ type: 'methodChosen', method: 'rise' })
  pipeline.request('explain')
  await vi.waitFor(() => expect(store.state.explanation).toBeUndefined())
  expect(asked).toEqual([])
  expect(waitsForRun(store.state)).toBe(true)
  store.dispatch({ type: 'explanationWanted' })
  pipeline.request('explain')
  await vi.waitFor(() => expect(store.state.explanation?.method).toBe('rise'))
  store.dispatch({ type: 'classChosen', class: 2 })
  pipeline.request('explain')
  await vi.waitFor(() => expect(store.state.explanation).toBeUndefined())
  expect(kinds()).toEqual(['explain'])
  store.dispatch({ type: 'methodChosen', method: 'gradCam' })
  pipeline.request('explain')
  await vi.waitFor(() => expect(store.state.explanation?.method).toBe('gradCam'))
})

test('how far a long explanation is can be seen, and it can be stopped', async () => {
  offerLong()
  pipeline.request('start')
  await done()
  answers.explain = () => 'silence'
  store.dispatch({ type: 'methodChosen', method: 'rise' })
  store.dispatch({ type: 'explanationWanted' })
  pipeline.request('explain')
  await vi.waitFor(() => expect(asked.at(-1)).toMatchObject({ kind: 'explain', method: 'rise' }))
  expect(store.state).toMatchObject({ busy: 'RISE', steps: { done: 0, all: 1000 } })
  told({ kind: 'progress', requestId: asked.at(-1)!.requestId, message: '', steps: { done: 250, all: 1000 } })
  expect(store.state).toMatchObject({ busy: 'RISE', steps: { done: 250, all: 1000, remaining: expect.any(Number) } })
  pipeline.cancel()
  await vi.waitFor(() => expect(store.state.failure).toMatchObject({ message: 'Stopped.', stage: 'explain' }))
  expect([store.state.steps, store.state.wanted]).toEqual([undefined, false])
})

test('the time of a pass is the shortest that was measured, of the network that is loaded', async () => {
  pipeline.request('start')
  await done()
  expect(store.state.pace).toBe(2)
  answers.predict = request => ({ ...(results.predict!(request) as Replies['predict']), milliseconds: 9 })
  pipeline.request('predict')
  await done()
  expect(store.state.pace).toBe(2)
  expect(timeOf(store.state, { forwardPasses: 100, backwardPasses: 50 })).toBe('400 ms')
  pipeline.request('load')
  await done()
  expect(store.state.pace).toBe(9)
})
