import { createRequire } from 'node:module'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { input, model } from '../builder/index'
import { describe } from '../engine/describe'
import { Layouts } from './layouts'
import { Store } from './store'

interface Replier {
  onmessage: (message: { data: unknown }) => void
  postMessage: (message: unknown) => void
}
// The package's own stand-in for a worker, which lays out for real.
const { Worker: InProcess } = createRequire(import.meta.url)('elkjs/lib/elk-worker.min.js') as {
  Worker: new () => Replier
}

let started: FakeWorker[] = []
let answers = true

class FakeWorker {
  onmessage: (message: { data: unknown }) => void = () => {}
  fail: (event: { message: string }) => void = () => {}
  private readonly inner = new InProcess()

  constructor() {
    started.push(this)
    this.inner.onmessage = message => this.onmessage(message)
  }

  postMessage(message: unknown): void {
    if (answers) this.inner.postMessage(message)
  }

  addEventListener(_type: string, listener: (event: { message: string }) => void): void {
    this.fail = listener
  }

  terminate(): void {}
}

beforeEach(() => {
  started = []
  answers = true
  vi.stubGlobal('Worker', FakeWorker)
  vi.stubGlobal('fetch', async (url: string) => new Response('', { status: url === '/layout.js' ? 200 : 404 }))
})
afterEach(() => vi.unstubAllGlobals())

/** A store whose model has been described, with layouts made by the script at an address. */
function setUp(script = '/layout.js') {
  const image = input(8, 8, 1)
  const { graph } = model('net', image, image.conv2d(2, 3).relu())
  const store = new Store()
  new Layouts(store, script)
  store.dispatch({ type: 'shown', model: { uri: '', file: '', graph, weights: {} } })
  store.dispatch({ type: 'answered', answers: { describe: { result: describe(graph) } } })
  return store
}

/** A first layout compiles ELK, which takes its time on a busy machine. */
const SOON = { timeout: 30_000 }

const layoutOf = (store: Store) =>
  vi.waitFor(() => store.state.architecture.layout ?? Promise.reject(new Error('none')), SOON)

test('nothing starts before the architecture is looked at', () => {
  setUp()
  expect(started).toEqual([])
})

test('the graph is laid out once it is looked at, and not again for another choice', async () => {
  const store = setUp()
  store.dispatch({ type: 'tabChosen', tab: 'architecture' })
  const made = await layoutOf(store)
  expect('layout' in made && made.layout.nodes.map(({ id }) => id)).toEqual(['input_1', 'conv2d_1', 'relu_1'])
  store.dispatch({ type: 'layerChosen', layer: 'relu_1' })
  store.dispatch({ type: 'tabChosen', tab: 'summary' })
  store.dispatch({ type: 'tabChosen', tab: 'architecture' })
  expect(store.state.architecture.layout).toBe(made)
  expect(started).toHaveLength(1)
})

test('another choice of blocks is another layout, by the same worker', async () => {
  const store = setUp()
  store.dispatch({ type: 'tabChosen', tab: 'architecture' })
  const made = await layoutOf(store)
  store.dispatch({ type: 'architectureChanged', change: { collapsed: [] } })
  await vi.waitFor(() => expect(store.state.architecture.layout).not.toBe(made), SOON)
  expect(started).toHaveLength(1)
})

test('a script that is not there is told', async () => {
  const store = setUp('/elsewhere.js')
  store.dispatch({ type: 'tabChosen', tab: 'architecture' })
  expect(await layoutOf(store)).toMatchObject({ failure: { message: expect.stringContaining('404') } })
})

test('a worker that dies is told, and the next layout starts another', async () => {
  const store = setUp()
  answers = false
  store.dispatch({ type: 'tabChosen', tab: 'architecture' })
  await vi.waitFor(() => expect(started).toHaveLength(1), SOON)
  // The layout is asked for in the turn after the worker's start.
  await new Promise(resolve => setTimeout(resolve))
  started[0].fail({ message: 'out of memory' })
  expect(await layoutOf(store)).toMatchObject({ failure: { message: expect.stringContaining('out of memory') } })
  answers = true
  store.dispatch({ type: 'architectureChanged', change: { collapsed: [] } })
  await vi.waitFor(() => expect(store.state.architecture.layout).toHaveProperty('layout'), SOON)
  expect(started).toHaveLength(2)
})
