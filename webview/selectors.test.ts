import { expect, test } from 'vitest'
import { input, model } from '../builder/index'
import type { Loaded, OfferedExplanation, Prediction, WeightReport } from '../engine/requests'
import {
  colourRange,
  explainedClass,
  explainedLayer,
  explanationCost,
  filterLayer,
  lastSpatialLayer,
  rankedForChoice,
  takesMany,
  timeOf,
  topClasses,
  untrainedReason,
  waitsForRun,
} from './selectors'
import { initialState, type State } from './state'

const image = input(8, 8, 1)
const { graph } = model('Small', image, image.conv2d(2, 3).globalAveragePool2d().dense(3).softmax())

const read = {
  reading: { kind: 'classes' as const },
  readings: ['classes' as const],
  trained: true,
  milliseconds: 1,
  output: 0,
  fed: [],
} satisfies Partial<Prediction>

function prediction(scores: readonly number[], labels: readonly string[]): Prediction {
  const values = new Float32Array(scores)
  return { scores: values, logits: values, activation: 'softmax', labels: [...labels], ...read }
}

const animals = prediction([0.25, 0.5, 0.125, 0.125], ['cat', 'dog', 'owl', 'newt'])

function state(part: Partial<State>): State {
  return { ...initialState, model: { uri: 'file:///s.ts', file: 's.ts', graph, weights: {} }, ...part }
}

function loaded(part: Partial<Loaded>): Loaded {
  return { trained: true, layers: [], explanations: [], ...part }
}

test('the top classes come by score', () => {
  expect(topClasses(animals, 2)).toEqual([
    { class: 1, label: 'dog', score: 0.5 },
    { class: 0, label: 'cat', score: 0.25 },
  ])
})

test('few classes are offered in their own order', () => {
  expect(rankedForChoice(animals).map(({ label }) => label)).toEqual(['cat', 'dog', 'owl', 'newt'])
})

test('many classes are offered by score', () => {
  const labels = Array.from({ length: 21 }, (_, index) => `class ${index}`)
  const many = prediction(
    labels.map((_, index) => (index === 13 ? 1 : 0)),
    labels,
  )
  expect(rankedForChoice(many)[0].label).toBe('class 13')
})

test('the class explained is the predicted one', () => {
  expect(explainedClass(state({ prediction: animals }))).toBe(1)
})

test('until the user chooses another, the first one included', () => {
  expect(explainedClass(state({ prediction: animals, class: 0 }))).toBe(0)
})

const layers: Loaded['layers'] = [
  { name: 'conv2d_1', kind: 'conv2d', shape: [8, 8, 4], explainable: true },
  { name: 'conv2d_2', kind: 'conv2d', shape: [4, 4, 8], explainable: true },
  { name: 'conv2d_3', kind: 'conv2d', shape: [1, 1, 16], explainable: true },
  { name: 'side', kind: 'conv2d', shape: [8, 8, 4], explainable: false },
  { name: 'dense_1', kind: 'dense', shape: [10], explainable: false },
]

test('the explanation looks at the last layer with several places before the output', () => {
  expect(explainedLayer(state({ loaded: loaded({ layers }) }))).toBe('conv2d_2')
})

test('or at the one the user chooses', () => {
  expect(explainedLayer(state({ loaded: loaded({ layers }), explanationLayer: 'conv2d_1' }))).toBe('conv2d_1')
})

test('the cost of the method chosen is that of its layer, or the only one', () => {
  const costs = [
    { layer: 'conv2d_1', forwardPasses: 9, backwardPasses: 0 },
    { layer: 'conv2d_2', forwardPasses: 17, backwardPasses: 0 },
  ]
  const explanations: OfferedExplanation[] = [
    { name: 'scoreCam', title: 'Score-CAM', answers: '', needs: 'layer', costs, trust: [] },
    {
      name: 'saliency',
      title: '',
      answers: '',
      needs: 'none',
      costs: [{ forwardPasses: 1, backwardPasses: 1 }],
      trust: [],
    },
  ]
  const known = state({ loaded: loaded({ layers, explanations }), method: 'scoreCam' })
  expect(explanationCost(known)).toEqual(costs[1])
  expect(explanationCost({ ...known, explanationLayer: 'conv2d_1' })).toEqual(costs[0])
  expect(explanationCost({ ...known, method: 'saliency' })).toEqual({ forwardPasses: 1, backwardPasses: 1 })
  expect(explanationCost({ ...known, method: 'crystalBall' })).toBeUndefined()
})

test('a size that depends on the image counts as several places', () => {
  const open = [{ name: 'conv2d_1', kind: 'conv2d', shape: [null, null, 4], explainable: true }]
  expect(lastSpatialLayer(state({ loaded: loaded({ layers: open }) }))).toBe('conv2d_1')
})

test('a network of dense layers has none', () => {
  expect(lastSpatialLayer(state({ loaded: loaded({ layers: layers.slice(4) }) }))).toBeUndefined()
})

test('a trained network has no reason to be distrusted', () => {
  expect(untrainedReason(state({ loaded: loaded({}) }))).toBeUndefined()
})

test('before a network is loaded nothing is said of its weights', () => {
  expect(untrainedReason(state({}))).toBeUndefined()
})

test('a model without weights is untrained', () => {
  expect(untrainedReason(state({ loaded: loaded({ trained: false }) }))).toBe(
    'The model names no weights file, so every weight is random.',
  )
})

test('a file that lacks weights is told with their number', () => {
  const report: WeightReport = {
    matched: [{ layer: 'conv2d_1', weight: 'kernel', source: 'a/kernel', by: 'name' }],
    missing: ['dense_1/kernel', 'dense_1/bias'],
    unused: [],
    notes: [],
  }
  const part = { loaded: loaded({ trained: false, report }) }
  const weights = { file: './weights/model.json' }
  expect(untrainedReason(state({ ...part, model: { uri: '', file: '', graph, weights } }))).toBe(
    '2 of 3 weights are not in ./weights/model.json and are random.',
  )
})

test('a file that could not be used is named', () => {
  const weights = { file: './w/model.json', failure: { message: 'x', action: 'y' } }
  const part = { loaded: loaded({ trained: false }), model: { uri: '', file: '', graph, weights } }
  expect(untrainedReason(state(part))).toBe('./w/model.json could not be used, so every weight is random.')
})

test('the units of a dense layer share a colour scale, whatever is chosen for maps', () => {
  expect(colourRange(state({ loaded: loaded({ layers }), layer: 'dense_1' }))).toBe('layer')
  expect(colourRange(state({ loaded: loaded({ layers }), layer: 'conv2d_1' }))).toBe('channel')
})

test('the filters shown are those of the layer chosen, else of the nearest before it, else of the first', () => {
  const of = (name: string, hasKernels: boolean) => ({
    ...{ name, kind: 'any', shape: [1], explainable: false, hasKernels },
  })
  const layers = [of('input_1', false), of('conv2d_1', true), of('relu_1', false), of('conv2d_2', true)]
  const shown = (layer: string | undefined) => filterLayer({ loaded: loaded({ layers }), layer })
  expect(['conv2d_2', 'relu_1', 'input_1', undefined].map(shown)).toEqual([
    ...['conv2d_2', 'conv2d_1', 'conv2d_1', 'conv2d_1'],
  ])
  expect(filterLayer({ loaded: loaded({ layers: [of('relu_1', false)] }), layer: 'relu_1' })).toBeUndefined()
})

test('what takes more than twelve passes waits until it is wanted', () => {
  const cost = (forwardPasses: number, backwardPasses: number) => ({ forwardPasses, backwardPasses })
  expect([takesMany(cost(1, 1)), takesMany(cost(12, 0)), takesMany(cost(7, 6))]).toEqual([false, false, true])
  const explanations = [
    { name: 'rise', title: 'RISE', answers: '', needs: 'none' as const, costs: [cost(1000, 0)], trust: [] },
  ]
  const chosen = state({ loaded: loaded({ explanations }), method: 'rise', pace: 3 })
  expect([waitsForRun(chosen), waitsForRun({ ...chosen, wanted: true })]).toEqual([true, false])
  expect([timeOf(chosen, cost(1000, 0)), timeOf(chosen, cost(10, 10))]).toEqual(['3.0 s', '90 ms'])
  expect(timeOf({ ...chosen, pace: undefined }, cost(1, 0))).toBeUndefined()
})
