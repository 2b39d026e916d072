import { expect, test } from 'vitest'
import { input, model } from '../builder/index'
import { describe } from '../engine/describe'
import type { Description, Prediction } from '../engine/requests'
import type { EngineClient } from './engine/engineClient'
import { EngineRefusal } from './engine/engineClient'
import { Inquiries } from './inquiries'
import type { ModelState } from './state'
import { Store } from './store'

interface Asked {
  readonly kind: string
  readonly request: Record<string, unknown>
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
  cancelled: boolean
}

/** A store with inquiries, and an engine that the test answers for. */
function setUp() {
  const asked: Asked[] = []
  const call = (kind: string, request: Record<string, unknown>) => {
    let one: Asked
    const result = new Promise((resolve, reject) => {
      one = { kind, request, resolve, reject, cancelled: false }
      asked.push(one)
    })
    return {
      result,
      cancel: () => {
        one.cancelled = true
      },
    }
  }
  const store = new Store()
  new Inquiries(store, { call } as unknown as EngineClient)
  return { store, asked, of: (kind: string) => asked.filter(one => one.kind === kind) }
}

function shown(filters: number): { state: ModelState; description: Description } {
  const image = input(8, 8, 1)
  const { graph } = model('net', image, image.conv2d(filters, 3))
  return { state: { uri: 'file:///net.ts', file: 'net.ts', graph, weights: {} }, description: describe(graph) }
}

/** Until everything that waits for promises has run. */
const settled = () => new Promise(resolve => setTimeout(resolve))

test('a model that is shown is described, once', async () => {
  const { store, of } = setUp()
  const { state, description } = shown(2)
  expect(of('describe')).toEqual([])
  store.dispatch({ type: 'shown', model: state })
  store.dispatch({ type: 'tabChosen', tab: 'summary' })
  expect(of('describe').map(({ request }) => request.graph)).toEqual([state.graph])
  of('describe')[0].resolve(description)
  await settled()
  expect(store.state.answers.describe).toEqual({ result: description })
  expect(of('describe')).toHaveLength(1)
})

test('an answer about a model that is not shown any more is dropped', async () => {
  const { store, of } = setUp()
  const [old, next] = [shown(2), shown(5)]
  store.dispatch({ type: 'shown', model: old.state })
  store.dispatch({ type: 'shown', model: next.state })
  const [first, second] = of('describe')
  expect(first.cancelled).toBe(true)
  second.resolve(next.description)
  await settled()
  first.resolve(old.description)
  await settled()
  expect(store.state.answers.describe).toEqual({ result: next.description })
})

test('a refusal is told with what helps', async () => {
  const { store, of } = setUp()
  store.dispatch({ type: 'shown', model: shown(2).state })
  of('describe')[0].reject(new EngineRefusal('internal', 'no such thing', 'Report it.'))
  await settled()
  expect(store.state.answers.describe).toEqual({ failure: { message: 'no such thing', action: 'Report it.' } })
})

test('what an engine that ended left unanswered is asked of the next one', async () => {
  const { store, of } = setUp()
  const { state, description } = shown(2)
  store.dispatch({ type: 'started', started: { backend: 'wasm', tried: [] } })
  store.dispatch({ type: 'shown', model: state })
  of('describe')[0].reject(new EngineRefusal('crashed', 'the engine stopped', 'Restart the engine.'))
  await settled()
  store.dispatch({ type: 'tabChosen', tab: 'summary' })
  store.dispatch({ type: 'restarted' })
  expect(of('describe')).toHaveLength(1)
  store.dispatch({ type: 'started', started: { backend: 'wasm', tried: [] } })
  expect(of('describe')).toHaveLength(2)
  of('describe')[1].resolve(description)
  await settled()
  expect(store.state.answers.describe).toEqual({ result: description })
})

test('the field of a place is asked for once an image ran, and again for another place', async () => {
  const { store, of } = setUp()
  store.dispatch({ type: 'shown', model: shown(2).state })
  store.dispatch({ type: 'layerChosen', layer: 'conv2d_1' })
  store.dispatch({ type: 'cellChosen', cell: { layer: 'conv2d_1', y: 1, x: 2 } })
  const pixels = { width: 1, height: 1, data: new Uint8ClampedArray(4) }
  store.dispatch({ type: 'imagesAdded', images: [{ id: 'a', name: 'a.png', url: '', pixels, set: 'own' }] })
  expect(of('field')).toEqual([])
  store.dispatch({
    type: 'predicted',
    prediction: { scores: Float32Array.of(1), labels: ['a'] } as unknown as Prediction,
  })
  expect(of('field').map(({ request }) => request)).toEqual([{ imageId: 'a', layer: 'conv2d_1', y: 1, x: 2 }])
  store.dispatch({ type: 'cellChosen', cell: { layer: 'conv2d_1', y: 3, x: 2 } })
  expect(of('field')).toHaveLength(2)
  expect(of('field')[0].cancelled).toBe(true)
})

test('the field of a layer that is not shown is not asked for', () => {
  const { store, of } = setUp()
  store.dispatch({ type: 'shown', model: shown(2).state })
  store.dispatch({ type: 'layerChosen', layer: 'input_1' })
  store.dispatch({ type: 'cellChosen', cell: { layer: 'conv2d_1', y: 1, x: 2 } })
  store.dispatch({
    type: 'predicted',
    prediction: { scores: Float32Array.of(1), labels: ['a'] } as unknown as Prediction,
  })
  expect(of('field')).toEqual([])
})
