import { expect, test } from 'vitest'
import { input } from '../../builder/input'
import { model } from '../../builder/model'
import { fasterRcnn } from '../../builder/zoo/fasterRcnn'
import type { Image, Prediction } from '../../engine/requests'
import { chosenImage, explainableLayers, imageUnder } from '../selectors'
import { initialState, type PanelImage, type State, type StateEvent } from '../state'
import { reduce } from '../store'
import { activeSlot, feedsOf, inputSlots } from './inputSlots'

const [colour, depth, facts] = [input(8, 8, 3), input(4, 4, 1), input(5)]
const eye = colour.conv2d(2, 3, { name: 'eye' })
const touch = depth.conv2d(2, 3, { name: 'touch' })
const joined = eye.globalAveragePool2d().concat(touch.globalAveragePool2d(), facts)
const { graph } = model('Two', [colour, depth, facts], [joined.dense(2), touch.globalAveragePool2d().dense(3)])

const picture = (id: string): PanelImage => ({
  ...{ id, name: `${id}.png`, set: 'photographs', url: '' },
  pixels: { width: 8, height: 8, data: new Uint8ClampedArray(256) },
})
const [cat, dog, owl] = ['cat', 'dog', 'owl'].map(picture) as [PanelImage, PanelImage, PanelImage]

function after(...events: StateEvent[]): State {
  const shown: StateEvent[] = [
    { type: 'shown', model: { uri: 'file:///two.ts', file: 'two.ts', graph, weights: {} } },
    { type: 'imagesAdded', images: [cat, dog, owl] },
  ]
  return [...shown, ...events].reduce(reduce, initialState)
}
const choose = (image: string): StateEvent => ({ type: 'imageChosen', image })
const mark = (slot: string): StateEvent => ({ type: 'slotChosen', slot })
const inSlots = (state: State) => inputSlots(state).map(({ image, generated }) => image?.id ?? generated)
const given = (state: State): Record<string, unknown> => feedsOf(state) ?? {}

test('one image goes into all inputs that take one, and noise into the others', () => {
  const state = after(choose('dog'))
  expect(inSlots(state)).toEqual(['dog', 'dog', 'noise'])
  expect(given(state)).toEqual({ input_1: dog.pixels, input_2: dog.pixels, input_3: 'noise' })
  expect(activeSlot(state)).toBe('input_1')
})

test('an image goes into the input that is marked, and follows the first again when it is the same', () => {
  const apart = after(mark('input_2'), choose('owl'))
  expect(inSlots(apart)).toEqual(['cat', 'owl', 'noise'])
  const changed = [mark('input_1'), choose('dog')].reduce(reduce, apart)
  expect(inSlots(changed)).toEqual(['dog', 'owl', 'noise'])
  const together = [mark('input_2'), choose('dog'), mark('input_1'), choose('cat')].reduce(reduce, changed)
  expect(inSlots(together)).toEqual(['cat', 'cat', 'noise'])
})

test('numbers are chosen for an input alone, and forgotten with the model', () => {
  const state = after({ type: 'generatedChosen', input: 'input_3', numbers: 'ones' }, mark('input_2'), choose('owl'))
  expect(inSlots(state)).toEqual(['cat', 'owl', 'ones'])
  const other = { uri: 'file:///other.ts', file: 'other.ts', graph, weights: {} }
  expect(inSlots(reduce(state, { type: 'shown', model: other }))).toEqual(['cat', 'cat', 'noise'])
})

test('a network of one input is told of its image alone', () => {
  const single = model('One', colour, eye).graph
  const state = after({ type: 'shown', model: { uri: 'file:///one.ts', file: 'one.ts', graph: single, weights: {} } })
  expect([feedsOf(state), activeSlot(state)]).toEqual([undefined, undefined])
})

test('a network that proposes its own regions is told of its image alone', () => {
  const { graph } = fasterRcnn({ backbone: 'resNet50Fpn', input: [64, 64, 3] })
  const state = reduce(initialState, {
    type: 'shown',
    model: { uri: 'file:///r.ts', file: 'r.ts', graph, weights: {} },
  })
  expect(inputSlots(state).map(({ name }) => name)).toEqual([graph.inputs[0]])
  expect(feedsOf(state)).toBeUndefined()
})

test('pictures lie over the image that a layer sees', () => {
  const state = after(mark('input_2'), choose('owl'))
  expect([chosenImage(state), imageUnder(state, 'eye'), imageUnder(state, 'touch')].map(one => one?.id)).toEqual([
    'cat',
    'cat',
    'owl',
  ])
})

test('layers are offered that lead to the output that is read, from the input that is explained', () => {
  const layers = ['eye', 'touch'].map(name => ({ name, kind: 'conv2d', shape: [2, 2, 2], explainable: true }))
  const scores = new Float32Array(2)
  const prediction = (output: number): Prediction => ({
    ...{ scores, logits: scores, activation: 'none', labels: [], trained: true, milliseconds: 1 },
    ...{ reading: { kind: 'classes' }, readings: ['classes'], output, fed: [] },
  })
  const loaded: StateEvent = { type: 'loaded', loaded: { trained: true, layers, explanations: [] } }
  const offered = (...events: StateEvent[]) => explainableLayers(after(loaded, ...events)).map(({ name }) => name)
  expect(offered()).toEqual(['eye', 'touch'])
  expect(offered({ type: 'predicted', prediction: prediction(1) })).toEqual(['touch'])
  expect(offered({ type: 'explanationInputChosen', input: 'input_1' })).toEqual(['eye'])
  expect(offered({ type: 'explanationInputChosen', input: 'gone' })).toEqual(['eye', 'touch'])
})

test('an image of another shape than the input is cut for each input by itself', () => {
  const wide: Image = { width: 16, height: 8, data: new Uint8ClampedArray(512) }
  const state = after(
    { type: 'preprocessingChanged', preprocessing: { resize: 'crop' } },
    { type: 'imagesAdded', images: [{ ...picture('wide'), pixels: wide }] },
    ...[mark('input_2'), choose('wide')],
  )
  const { width, height } = chosenImage(state, 'input_2')!.pixels
  expect([width, height]).toEqual([8, 8])
})
