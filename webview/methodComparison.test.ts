import { beforeEach, expect, test, vi } from 'vitest'
import { input, model } from '../builder/index'
import type { EngineRequest } from '../engine/requests'
import { EngineClient } from './engine/engineClient'
import { isCurrent, MethodComparison } from './methodComparison'
import { Store } from './store'

const image = input(8, 8, 1)
const { graph } = model('Small', image, image.conv2d(2, 3).relu().globalAveragePool2d().dense(3).softmax())
const pixels = { width: 1, height: 1, data: new Uint8ClampedArray(4) }
const scores = new Float32Array([0.1, 0.7, 0.2])

function offered(name: string, forwardPasses: number) {
  const cost = { forwardPasses, backwardPasses: 0 }
  return { name, title: name.toUpperCase(), answers: '', needs: 'none' as const, costs: [cost], trust: [cost] }
}

let store: Store
let asked: EngineRequest[]
let tell: (message: unknown) => void
let broke: ReturnType<typeof vi.fn<() => void>>
let comparison: MethodComparison

beforeEach(() => {
  store = new Store()
  asked = []
  broke = vi.fn<() => void>()
  const engine = new EngineClient(async receive => {
    tell = receive
    return { post: request => asked.push(request as EngineRequest), end: () => {} }
  })
  comparison = new MethodComparison(store, engine, broke)
  store.dispatch({ type: 'shown', model: { uri: 'file:///s.ts', file: 's.ts', graph, weights: {} } })
  store.dispatch({ type: 'imagesAdded', images: [{ id: 'a', name: 'a.png', set: 'own', url: '', pixels }] })
  const explanations = [offered('one', 10), offered('two', 30), offered('three', 5)]
  const layers = [{ name: 'relu_1', kind: 'relu', shape: [6, 6, 2], explainable: true }]
  store.dispatch({ type: 'loaded', loaded: { trained: true, layers, explanations } })
  const prediction = { scores, logits: scores, activation: 'softmax' as const, labels: ['a', 'b', 'c'] }
  const reading = { reading: { kind: 'classes' as const }, readings: ['classes' as const], output: 0, fed: [] }
  store.dispatch({ type: 'predicted', prediction: { ...prediction, ...reading, trained: true, milliseconds: 1 } })
  store.dispatch({ type: 'comparedChanged', change: { chosen: ['two', 'one'] } })
})

/** The next request, once there are so many. */
async function request(count: number): Promise<EngineRequest> {
  await vi.waitFor(() => expect(asked.length).toBe(count))
  return asked[count - 1]
}

function explain({ requestId, method }: EngineRequest & { method?: string }): void {
  const map = { map: scores, width: 1, height: 1, intensity: scores, heat: pixels, empty: false, trained: true }
  const told = {
    signed: false,
    facts: {},
    cost: { forwardPasses: 1, backwardPasses: 0 },
    method,
    input: 'input_1',
    label: 'b',
  }
  tell({ kind: 'explain', requestId, result: { ...map, ...told, logit: 1, score: 0.7, isShare: true } })
}

test('the methods chosen run one by one, in the order of the engine, and the progress is that of all', async () => {
  const done = comparison.run()
  const first = await request(1)
  expect(first).toMatchObject({ kind: 'explain', method: 'one', target: { kind: 'class', class: 1 } })
  expect(store.state.compared.running).toEqual({ title: 'ONE', steps: { done: 0, all: 40 } })
  tell({ kind: 'progress', requestId: first.requestId, message: '', steps: { done: 4, all: 10 } })
  expect(store.state.compared.running?.steps).toEqual({ done: 4, all: 40 })
  explain(first)
  const second = await request(2)
  expect(second).toMatchObject({ method: 'two' })
  expect(Object.keys(store.state.compared.maps)).toEqual(['one'])
  expect(store.state.compared.running).toEqual({ title: 'TWO', steps: { done: 10, all: 40 } })
  explain(second)
  await done
  expect(Object.keys(store.state.compared.maps)).toEqual(['one', 'two'])
  expect([store.state.compared.running, isCurrent(store.state)]).toEqual([undefined, true])
})

test('a method that fails is told in its place, and the others go on', async () => {
  const done = comparison.run()
  const { requestId } = await request(1)
  tell({ kind: 'error', requestId, error: { code: 'not-explainable', message: 'no', action: 'Choose another.' } })
  explain(await request(2))
  await done
  expect(store.state.compared.maps).toMatchObject({
    one: { message: 'no', action: 'Choose another.' },
    two: { label: 'b' },
  })
  expect(broke).not.toHaveBeenCalled()
})

test('what was made stays when the user stops the rest', async () => {
  const done = comparison.run()
  explain(await request(1))
  const second = await request(2)
  comparison.cancel()
  expect(await request(3)).toMatchObject({ kind: 'cancel', target: second.requestId })
  const error = { code: 'cancelled', message: 'the request was cancelled', action: '' }
  tell({ kind: 'error', requestId: second.requestId, error })
  await done
  expect(Object.keys(store.state.compared.maps)).toEqual(['one'])
  expect(store.state.compared.running).toBeUndefined()
})

test('another class calls the run off, and its maps are out of date', async () => {
  const done = comparison.run()
  const first = await request(1)
  store.dispatch({ type: 'classChosen', class: 2 })
  expect(await request(2)).toMatchObject({ kind: 'cancel', target: first.requestId })
  explain(first)
  await done
  expect(store.state.compared.maps).toEqual({})
  expect(isCurrent(store.state)).toBe(false)
})

test('where the engine breaks down no further method is tried, and whoever can help is told', async () => {
  const done = comparison.run()
  const { requestId } = await request(1)
  tell({ kind: 'error', requestId, error: { code: 'backend-failed', message: 'context lost', action: 'Restart.' } })
  await done
  expect(broke).toHaveBeenCalledOnce()
  expect(asked.length).toBe(1)
})
