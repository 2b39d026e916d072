import { expect, test } from 'vitest'
import { input, model } from '../builder/index'
import type { ActivationMaps, Loaded, Prediction } from '../engine/requests'
import { initialState, type ModelState, type PanelImage, type State, type StateEvent } from './state'
import { reduce, Store } from './store'

const pixels = { width: 1, height: 1, data: new Uint8ClampedArray(4) }
const first: PanelImage = { id: 'a', name: 'a.png', set: 'own', url: 'blob:a', pixels }
const second: PanelImage = { id: 'b', name: 'b.png', set: 'own', url: 'blob:b', pixels }
const activations = { layer: 'conv2d_1', channels: [] as unknown } as ActivationMaps

function modelState(name = 'Small', uri = 'file:///small.ts'): ModelState {
  const image = input(8, 8, 1)
  const { graph } = model(name, image, image.conv2d(2, 3).relu().conv2d(2, 3).globalAveragePool2d().dense(3))
  return { uri, file: 'small.ts', graph, weights: {} }
}

function loaded(...names: string[]): Loaded {
  const layers = names.map(name => ({ name, kind: name.split('_')[0], shape: [6, 6, 2], explainable: true }))
  return { trained: true, layers, explanations: [] }
}

const read = {
  reading: { kind: 'classes' as const },
  readings: ['classes' as const],
  trained: true,
  milliseconds: 1,
  output: 0,
  fed: [],
} satisfies Partial<Prediction>

function prediction(...scores: number[]): Prediction {
  const values = new Float32Array(scores)
  const labels = scores.map((_, index) => `class ${index}`)
  return { scores: values, logits: values, activation: 'softmax', labels, ...read }
}

function after(...events: StateEvent[]): State {
  return events.reduce(reduce, initialState)
}

const running: StateEvent[] = [
  { type: 'shown', model: modelState() },
  { type: 'loaded', loaded: loaded('input_1', 'conv2d_1', 'relu_1', 'conv2d_2') },
  { type: 'imagesAdded', images: [first, second] },
  { type: 'predicted', prediction: prediction(0.2, 0.7, 0.1) },
  { type: 'activated', activations },
]

test('the first layer shown is the first convolution', () => {
  expect(after(...running).layer).toBe('conv2d_1')
})

test('a layer chosen before the network is loaded is kept', () => {
  const state = after(running[0], { type: 'layerChosen', layer: 'relu_1' }, running[1])
  expect(state.layer).toBe('relu_1')
})

test('an edit keeps the layer, the class and the pictures', () => {
  const chosen: StateEvent[] = [
    { type: 'layerChosen', layer: 'conv2d_2' },
    { type: 'classChosen', class: 2 },
  ]
  const state = after(...running, ...chosen, { type: 'shown', model: modelState() })
  expect([state.layer, state.class, state.activations]).toEqual(['conv2d_2', 2, activations])
})

test('an edit that removes the layers chosen falls back to those chosen by themselves', () => {
  const chosen: StateEvent[] = [
    { type: 'layerChosen', layer: 'conv2d_2' },
    { type: 'explanationLayerChosen', layer: 'conv2d_2' },
  ]
  const state = after(...running, ...chosen, { type: 'loaded', loaded: loaded('input_1', 'conv2d_1') })
  expect([state.layer, state.explanationLayer]).toEqual(['conv2d_1', undefined])
})

test('another model starts afresh, with the same image', () => {
  const state = after(...running, { type: 'shown', model: modelState('Other') })
  expect([state.prediction, state.activations, state.layer, state.image]).toEqual([
    undefined,
    undefined,
    undefined,
    'a',
  ])
})

test('broken code keeps the last good picture, and says why it is out of date', () => {
  const state = after(...running, { type: 'outdated', reason: 'Line 3: no.' })
  expect([state.outdated, state.activations]).toEqual(['Line 3: no.', activations])
})

test('code that is a model again is up to date again', () => {
  const state = after(...running, { type: 'outdated', reason: 'Line 3: no.' }, running[0])
  expect(state.outdated).toBeUndefined()
})

test('a class that the network has no more is no more explained', () => {
  const state = after(
    ...running,
    { type: 'classChosen', class: 2 },
    { type: 'predicted', prediction: prediction(0.4, 0.6) },
  )
  expect(state.class).toBeUndefined()
})

test('images added later leave the chosen one', () => {
  expect(after(...running, { type: 'imagesAdded', images: [second] }).image).toBe('a')
})

test('choosing an image takes away what was said of refused ones', () => {
  const failures = [{ message: 'x.png is empty', action: 'Choose another.' }]
  const state = after(...running, { type: 'imagesRefused', failures }, { type: 'imageChosen', image: 'b' })
  expect(state.imageFailures).toEqual([])
})

test('a step that succeeds takes away its failure', () => {
  const failed: StateEvent = {
    ...{ type: 'failed', failure: { message: 'No.', action: '', stage: 'activations', restart: false } },
  }
  expect(after(...running, failed, { type: 'activated', activations }).failure).toBeUndefined()
})

test('a step that succeeds leaves the failure of another', () => {
  const failed: StateEvent = {
    ...{ type: 'failed', failure: { message: 'No.', action: '', stage: 'explain', restart: false } },
  }
  expect(after(...running, failed, { type: 'activated', activations }).failure?.stage).toBe('explain')
})

test('a failure ends the work', () => {
  const failed: StateEvent = {
    ...{ type: 'failed', failure: { message: 'No.', action: '', stage: 'load', restart: false } },
  }
  expect(after({ type: 'busy', message: 'Loading' }, failed).busy).toBeUndefined()
})

test('a new engine forgets which backends broke down', () => {
  const fell: StateEvent = { type: 'fell', name: 'webgl', reason: 'context lost' }
  expect(after(fell).fallen).toEqual([{ name: 'webgl', reason: 'context lost' }])
  expect(after(fell, { type: 'restarted' }).fallen).toEqual([])
})

test('changing one thing of the view leaves the others', () => {
  const { view } = after({ type: 'viewChanged', view: { order: 'mean' } })
  expect(view).toEqual({ range: 'channel', order: 'mean', colours: 'viridis', opacity: 0.7 })
})

test('a channel is looked at until another layer is, or an edit removes it', () => {
  const chosen: StateEvent = { type: 'channelChosen', channel: 5 }
  const maps = (channels: number): StateEvent => ({
    ...{
      type: 'activated',
      activations: { layer: 'conv2d_1', channels: Array(channels) } as unknown as ActivationMaps,
    },
  })
  expect(after(...running, chosen, maps(6)).channel).toBe(5)
  expect(after(...running, chosen, maps(5)).channel).toBeUndefined()
  expect(after(...running, chosen, { type: 'layerChosen', layer: 'conv2d_1' }).channel).toBe(5)
  expect(after(...running, chosen, { type: 'layerChosen', layer: 'relu_1' }).channel).toBeUndefined()
})

test('a comparison stays through edits, and goes with the model', () => {
  const compared: StateEvent = { type: 'comparisonChosen', comparison: { with: 'layer', layer: 'relu_1' } }
  const another: StateEvent = { type: 'shown', model: modelState('Other') }
  expect(after(...running, compared, running[0]).comparison).toEqual({ with: 'layer', layer: 'relu_1' })
  expect(after(...running, compared, another).comparison).toEqual({ with: 'nothing' })
})

test('the store tells every listener of every new state', () => {
  const store = new Store()
  const seen: number[] = []
  store.subscribe(({ opacity }) => seen.push(opacity))
  store.dispatch({ type: 'opacityChanged', opacity: 0.25 })
  store.dispatch({ type: 'opacityChanged', opacity: 1 })
  expect(seen).toEqual([0.25, 1])
})
